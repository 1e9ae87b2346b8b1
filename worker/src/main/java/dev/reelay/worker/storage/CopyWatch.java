package dev.reelay.worker.storage;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/**
 * Keeps the time of one copy: when it takes too long altogether its thread is interrupted and its read of the source
 * ended; calls to the store are bounded by what is left. Made and closed by the copying thread.
 */
final class CopyWatch implements AutoCloseable {
    /** The watch comes first, so that it is known why a call ended. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private final Thread copying = Thread.currentThread();
    private final Duration longest;
    private final long end;
    private final Thread watching;
    private volatile @Nullable Download reading;
    private volatile boolean late;
    private boolean closed;

    CopyWatch(Duration longest) {
        this.longest = longest;
        this.end = System.nanoTime() + longest.toNanos();
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

    /** Bounds a call to the store by what is left of the time; an interrupt does not end every wait for a network. */
    void within(AwsRequestOverrideConfiguration.Builder call) {
        call.apiCallTimeout(
                Duration.ofNanos(Math.max(0, end - System.nanoTime())).plus(MARGIN));
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
    }
}
