package dev.reelay.api.batch;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;

/**
 * A manifest that came packed with gzip, of one member or several. What is no gzip, in the middle or behind its end, is told as
 * such: sent again it would be no better. What ends too early may only have broken off.
 */
final class Unpacked extends FilterInputStream {
    private final Source source;

    private Unpacked(InputStream unpacked, Source source) {
        super(unpacked);
        this.source = source;
    }

    static InputStream of(InputStream packed) throws IOException {
        Source source = new Source(packed);
        try {
            return new Unpacked(
                    GzipCompressorInputStream.builder()
                            .setInputStream(source)
                            .setDecompressConcatenated(true)
                            .get(),
                    source);
        } catch (IOException e) {
            if (source.broke) {
                throw e;
            }
            throw notGzip();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            return super.read(into, offset, length);
        } catch (EOFException e) {
            throw e;
        } catch (IOException e) {
            if (source.broke) {
                throw e;
            }
            throw notGzip();
        }
    }

    private static ProblemException notGzip() {
        return new ProblemException(Problem.of(
                ProblemType.BAD_REQUEST,
                "The body is not packed with gzip as its Content-Encoding says, or is damaged, or something stands behind its"
                        + " end. Nothing was bought; pack it anew and send it again."));
    }

    /** The bytes as they came, and whether they stopped coming. */
    private static final class Source extends FilterInputStream {
        private boolean broke;

        Source(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            return watched(super::read);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return watched(() -> super.read(into, offset, length));
        }

        private int watched(Reading reading) throws IOException {
            try {
                return reading.read();
            } catch (IOException | UncheckedIOException e) {
                broke = true;
                throw e;
            }
        }
    }

    @FunctionalInterface
    private interface Reading {
        int read() throws IOException;
    }
}
