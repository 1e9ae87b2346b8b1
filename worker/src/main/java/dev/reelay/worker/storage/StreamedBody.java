package dev.reelay.worker.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.async.AsyncRequestBody;

/**
 * The body of one streamed write, filled by the copying thread no faster than the store takes it. It reads ahead of the
 * network by the few pieces that the store's client asks for, and never gives the end of what could not be read whole.
 */
final class StreamedBody implements AsyncRequestBody, Subscription {
    /** As much as a socket gives at once. A piece is handed over for good, so each is an array of its own. */
    private static final int PIECE = 1 << 17;

    private final long length;
    private @Nullable Subscriber<? super ByteBuffer> subscriber;
    private long wanted;
    private boolean ended;

    StreamedBody(long length) {
        this.length = length;
    }

    @Override
    public Optional<Long> contentLength() {
        return Optional.of(length);
    }

    @Override
    public synchronized void subscribe(Subscriber<? super ByteBuffer> to) {
        boolean second = subscriber != null;
        subscriber = to;
        to.onSubscribe(this);
        if (second) {
            // The bytes pass once; whoever wants them again must have them fetched again.
            end();
            to.onError(new IllegalStateException("the bytes of a result pass once"));
        }
    }

    @Override
    public synchronized void request(long pieces) {
        wanted = wanted + pieces < 0 ? Long.MAX_VALUE : wanted + pieces;
        notifyAll();
    }

    @Override
    public void cancel() {
        end();
    }

    /** No more is wanted: the call has ended, or its network has. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Passes on all bytes, or as many as are wanted before the call ends. */
    void write(CheckedStream bytes) throws IOException, InterruptedException {
        long left = length;
        while (left > 0) {
            Subscriber<? super ByteBuffer> to = wanting();
            if (to == null) {
                return;
            }
            byte[] piece = new byte[(int) Math.min(PIECE, left)];
            left -= bytes.readNBytes(piece, 0, piece.length);
            to.onNext(ByteBuffer.wrap(piece));
            if (left == 0) {
                to.onComplete();
            }
        }
    }

    /** Waits until a piece is wanted; null when none will be. */
    private synchronized @Nullable Subscriber<? super ByteBuffer> wanting() throws InterruptedException {
        while (wanted == 0 && !ended) {
            wait();
        }
        wanted--;
        return ended ? null : subscriber;
    }
}
