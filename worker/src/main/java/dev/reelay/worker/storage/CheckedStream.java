package dev.reelay.worker.storage;

import dev.reelay.worker.mp4.MediaSignature;
import dev.reelay.worker.mp4.Mp4Facts;
import dev.reelay.worker.mp4.Mp4Walker;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hashes, counts and walks over the bytes as they pass. Its last bytes leave only after they are proven to be the end of
 * one whole MP4, so that whoever counts on all bytes to arrive never completes anything else.
 */
final class CheckedStream extends InputStream {
    private final InputStream bytes;
    private final @Nullable Long total;
    private final boolean delimited;
    private final long largest;
    private final Mp4Walker walker = new Mp4Walker();
    private final Sha256 sha256 = new Sha256();
    private byte[] head = {};
    private int headPassed;
    private long passed;
    private @Nullable Mp4Facts facts;

    CheckedStream(InputStream bytes, @Nullable Long total, boolean delimited, long largest) {
        this.bytes = bytes;
        this.total = total;
        this.delimited = delimited;
        this.largest = largest;
    }

    /** Looks at the first bytes, so that nothing is begun for what is no video or too large. */
    void begin(@Nullable String declared) throws IOException {
        tooLarge(total == null ? 0 : total);
        head = bytes.readNBytes(MediaSignature.BYTES);
        if (head.length == 0) {
            throw new CopyStopped(CopyException.of(CopyException.Kind.NOT_WHOLE, "the source sent nothing at all"));
        }
        MediaSignature signature = MediaSignature.of(head, head.length);
        if (!signature.mp4()) {
            throw new CopyStopped(CopyException.wrongType(
                    "expected an MP4, got " + signature.seen() + ", declared as " + Quoted.of(declared),
                    signature.text()));
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = next(into, offset, length);
        if (read > 0) {
            passing(into, offset, read);
        }
        if (read < 0 || (total != null && passed == total)) {
            ended();
        }
        return read;
    }

    /** Only after the end was read. */
    Mp4Facts facts() {
        return Objects.requireNonNull(facts, "the end of the bytes was not read");
    }

    String sha256() {
        return sha256.hex();
    }

    private int next(byte[] into, int offset, int length) throws IOException {
        if (headPassed == head.length) {
            return bytes.read(into, offset, length);
        }
        int taken = Math.min(length, head.length - headPassed);
        System.arraycopy(head, headPassed, into, offset, taken);
        headPassed += taken;
        return taken;
    }

    private void passing(byte[] piece, int offset, int length) throws IOException {
        passed += length;
        tooLarge(passed);
        sha256.update(piece, offset, length);
        walker.feed(piece, offset, length);
    }

    private void ended() throws IOException {
        if (total != null && passed < total) {
            throw new EOFException("the bytes ended after " + passed + " of " + total);
        }
        if (facts == null) {
            facts = walker.end(delimited);
        }
    }

    private void tooLarge(long size) throws CopyStopped {
        if (size > largest) {
            throw new CopyStopped(CopyException.of(
                    CopyException.Kind.TOO_LARGE, "larger than the " + largest + " bytes that are allowed"));
        }
    }
}
