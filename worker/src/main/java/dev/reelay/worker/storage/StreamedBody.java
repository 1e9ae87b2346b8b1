package dev.reelay.worker.storage;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.reactivestreams.Subscriber;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.BlockingInputStreamAsyncRequestBody;

/**
 * The body of one streamed write, filled by the copying thread no faster than the store takes it. Unlike the SDK's own it
 * tells at once when the call ends before any bytes were asked for, instead of after a wait.
 */
final class StreamedBody implements AsyncRequestBody {
    private final BlockingInputStreamAsyncRequestBody body;
    private final CompletableFuture<Void> wanted = new CompletableFuture<>();

    StreamedBody(long length) {
        this.body = AsyncRequestBody.forBlockingInputStream(length);
    }

    /** Waits until bytes are wanted or the call has ended; whether they are wanted. */
    boolean wanted(CompletableFuture<?> call) throws InterruptedException {
        try {
            CompletableFuture.anyOf(wanted, call).get();
        } catch (ExecutionException e) {
            return false;
        }
        return !call.isDone();
    }

    /** Passes on all bytes; throws something of the SDK's when reading fails or the call ends in between. */
    void write(CheckedStream bytes) {
        body.writeInputStream(bytes);
    }

    void cancel() {
        body.cancel();
    }

    @Override
    public Optional<Long> contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(subscriber);
        wanted.complete(null);
    }
}
