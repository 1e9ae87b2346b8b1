package dev.reelay.worker.storage;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ResumingStreamTest {
    private final Source source = new Source();

    @Test
    void theRestIsAskedForFromWhereItBroke() throws Exception {
        source.then(0, "a", 6L, "abc").then(3, "a", 6L, "def");
        assertThat(read(1)).isEqualTo("abcdef");
        assertThat(source.asked).containsExactly("0 null", "3 a");
    }

    @Test
    void anEndThatComesEarlyIsABreakToo() throws Exception {
        source.ends(0, "a", 6L, "abc").then(3, "a", 6L, "def");
        assertThat(read(1)).isEqualTo("abcdef");
    }

    @Test
    void nothingIsReadBeyondTheLength() throws Exception {
        source.ends(0, "a", 3L, "abcdef");
        assertThat(read(0)).isEqualTo("abc");
    }

    @Test
    void whatCannotBeProvenTheSameStartsOver() {
        assertStartsOver(0, "a", 6L);
        assertStartsOver(2, "a", 6L);
        assertStartsOver(3, "b", 6L);
        assertStartsOver(3, null, 6L);
        assertStartsOver(3, "a", 7L);
    }

    @Test
    void withoutAValidatorNothingIsAskedAgain() {
        source.then(0, null, 6L, "abc");
        assertThatThrownBy(() -> read(5)).isInstanceOf(StaleRange.class);
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void aBrokenSourceIsAskedOnlySoOften() {
        source.then(0, "a", 6L, "abc");
        assertThatThrownBy(() -> read(3))
                .isInstanceOfSatisfying(
                        CopyStopped.class,
                        end -> assertThat(end.verdict().kind()).isEqualTo(CopyException.Kind.SOURCE_CUT));
        assertThat(source.asked).hasSize(4);
    }

    private void assertStartsOver(long offset, @Nullable String validator, long total) {
        source.next.clear();
        source.then(0, "a", 6L, "abc").then(offset, validator, total, "def");
        assertThatThrownBy(() -> read(1)).isInstanceOf(StaleRange.class);
    }

    private String read(int resumes) throws Exception {
        try (CopyWatch watch = new CopyWatch(Duration.ofMinutes(1));
                ResumingStream stream =
                        new ResumingStream(source, source.open(0, null), new Resumes(resumes, Duration.ZERO), watch)) {
            return new String(stream.readAllBytes(), US_ASCII);
        }
    }

    /** Gives the next of its downloads, and none when there are no more. */
    private static final class Source implements ResultSource {
        private final Deque<Download> next = new ArrayDeque<>();
        private final List<String> asked = new ArrayList<>();

        /** A download that breaks after these bytes. */
        Source then(long offset, @Nullable String validator, long total, String bytes) {
            next.add(new Part(offset, validator, total, new SequenceInputStream(body(bytes), new Broken())));
            return this;
        }

        /** A download that ends in order after these bytes. */
        Source ends(long offset, @Nullable String validator, long total, String bytes) {
            next.add(new Part(offset, validator, total, body(bytes)));
            return this;
        }

        @Override
        public Download open(long offset, @Nullable String ifRange) throws IOException {
            asked.add(offset + " " + ifRange);
            Download download = next.poll();
            if (download == null) {
                throw new IOException("away");
            }
            return download;
        }

        private static InputStream body(String bytes) {
            return new ByteArrayInputStream(bytes.getBytes(US_ASCII));
        }
    }

    private record Part(long offset, @Nullable String validator, Long total, InputStream body) implements Download {
        @Override
        public @Nullable String mediaType() {
            return null;
        }

        @Override
        public boolean delimited() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static final class Broken extends InputStream {
        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int next = read();
            if (next < 0) {
                return -1;
            }
            bytes[offset] = (byte) next;
            return 1;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("reset");
        }
    }
}
