package dev.reelay.worker.storage;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the time of one copy, on a thread of its own: a download that sends nothing for too long is ended, which its
 * reader sees as a break; a copy that takes too long altogether is interrupted, and so is the call to the store that it
 * waits for. Made and closed by the copying thread.
 */
final class CopyWatch implements AutoCloseable {
    private static final long NOT_READING = Long.MIN_VALUE;
    private static final long SHORTEST_TICK = Duration.ofMillis(10).toNanos();

    private final Thread copying = Thread.currentThread();
    private final Thread watching;
    private final long start = System.nanoTime();
    private final long longest;
    private final long idle;
    private volatile long readingSince = NOT_READING;
    private volatile @Nullable Download reading;
    private volatile @Nullable Future<?> call;
    private volatile boolean stalled;
    private volatile boolean late;
    private volatile boolean closed;

    CopyWatch(Duration longest, Duration idle) {
        this.longest = longest.toNanos();
        this.idle = idle.toNanos();
        this.watching = Thread.ofVirtual().name("copy-watch").start(this::watch);
    }

    /** Reads from the download, but does not wait longer than it may send nothing. */
    int read(Download download, byte[] bytes, int offset, int length) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new CopyInterrupted();
        }
        stalled = false;
        reading = download;
        readingSince = elapsed();
        try {
            int read = download.body().read(bytes, offset, length);
            if (stalled) {
                throw new IOException("the source sent nothing for too long");
            }
            return read;
        } finally {
            readingSince = NOT_READING;
            reading = null;
        }
    }

    /** Waits for the store; when the copy is late, the call is cancelled and this is interrupted. */
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

    /** Lets the watch cancel this call while the thread is busy with it. */
    void during(Future<?> future) {
        call = future;
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
        long tick = Math.max(SHORTEST_TICK, Math.min(longest, idle) / 8);
        while (!closed) {
            LockSupport.parkNanos(tick);
            endStalled();
            if (elapsed() > longest) {
                endLate();
                return;
            }
        }
    }

    private void endStalled() {
        long since = readingSince;
        Download download = reading;
        if (since != NOT_READING && elapsed() - since > idle && download != null && since == readingSince) {
            stalled = true;
            download.close();
        }
    }

    private synchronized void endLate() {
        if (closed) {
            return;
        }
        late = true;
        copying.interrupt();
        Future<?> waiting = call;
        if (waiting != null) {
            waiting.cancel(true);
        }
    }

    private long elapsed() {
        return System.nanoTime() - start;
    }
}
