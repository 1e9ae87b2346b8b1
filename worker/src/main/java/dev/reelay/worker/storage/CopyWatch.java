package dev.reelay.worker.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of one copy: when it takes too long altogether its thread is interrupted, and what that thread waits for
 * is ended, be it a read of the source or a call to the store. Made and closed by the copying thread.
 */
final class CopyWatch implements AutoCloseable {
    private final Thread copying = Thread.currentThread();
    private final Duration longest;
    private final Thread watching;
    private volatile @Nullable Download reading;
    private volatile @Nullable Future<?> call;
    private volatile boolean late;
    private boolean closed;

    CopyWatch(Duration longest) {
        this.longest = longest;
        this.watching = Thread.ofVirtual().name("copy-watch").start(this::watch);
    }

    int read(Download download, byte[] bytes, int offset, int length) throws IOException {
        reading = download;
        if (Thread.currentThread().isInterrupted()) {
            throw new CopyInterrupted();
        }
        try {
            return download.body().read(bytes, offset, length);
        } finally {
            reading = null;
        }
    }

    /** Waits for the store; an interrupt ends the call. */
    <T> T await(CompletableFuture<T> future) throws ExecutionException, InterruptedException {
        call = future;
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new InterruptedException("the call to the store was cancelled");
        } finally {
            future.cancel(true);
            call = null;
        }
    }

    /** Whether the copy was interrupted because it took too long. */
    boolean late() {
        return late;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        watching.interrupt();
        if (late) {
            // The interrupt was ours and has been heard; the caller's next wait must not trip over it.
            boolean _ = Thread.interrupted();
        }
    }

    private void watch() {
        try {
            Thread.sleep(longest);
            endLate();
        } catch (InterruptedException e) {
            // The copy ended in time.
        }
    }

    private synchronized void endLate() {
        if (closed) {
            return;
        }
        late = true;
        copying.interrupt();
        Download source = reading;
        if (source != null) {
            source.close();
        }
        Future<?> waiting = call;
        if (waiting != null) {
            waiting.cancel(true);
        }
    }
}
