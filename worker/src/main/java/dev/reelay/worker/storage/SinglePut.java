package dev.reelay.worker.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/**
 * Writes a result of known length with one request, holding no more of it than a few network buffers. The store makes an
 * object only of all bytes, and the last ones come only when the whole is proven: what breaks off leaves nothing.
 */
final class SinglePut {
    /** The most that S3 takes in one request. */
    static final long LARGEST = 5L << 30;

    private final Target target;

    SinglePut(Target target) {
        this.target = target;
    }

    void write(CheckedStream bytes, long length) throws IOException, CopyException, KeyTaken, InterruptedException {
        Passing passing = new Passing(bytes);
        RequestBody body = RequestBody.fromContentProvider(passing::once, length, Target.MEDIA_TYPE);
        try {
            target.answered("the write", () -> target.unrepeated().putObject(request(), body));
        } catch (CopyException e) {
            IOException broke = passing.broke();
            if (broke != null) {
                throw broke;
            }
            throw e;
        }
    }

    private PutObjectRequest request() {
        return PutObjectRequest.builder()
                .bucket(target.bucket())
                .key(target.path())
                .contentDisposition(target.disposition())
                .metadata(target.metadata())
                .ifNoneMatch("*")
                .applyMutation(target.keeping()::on)
                .overrideConfiguration(target.watch()::within)
                .build();
    }

    /** Remembers what broke the reading, which the store's client tells as a failure of its own; then no more is sent. */
    private static final class Passing extends FilterInputStream {
        private final AtomicBoolean taken = new AtomicBoolean();
        private @Nullable IOException broke;

        Passing(CheckedStream bytes) {
            super(bytes);
        }

        /** The bytes pass once; whoever wants them again must have them fetched again. */
        InputStream once() {
            if (taken.getAndSet(true)) {
                throw new IllegalStateException("the bytes of a result pass once");
            }
            return this;
        }

        @Nullable
        IOException broke() {
            return broke;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                return in.read(into, offset, length);
            } catch (IOException e) {
                broke = e;
                throw e;
            }
        }

        @Override
        public void close() {
            // The download is ended by whoever opened it.
        }
    }
}
