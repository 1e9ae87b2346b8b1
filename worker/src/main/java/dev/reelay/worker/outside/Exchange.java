package dev.reelay.worker.outside;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: whether a connection was handed over to it, and the timer that ends it. The timer is needed beside
 * the socket's own limits, which know nothing of a blocked write or of bytes that come one by one.
 */
final class Exchange implements AutoCloseable {
    private static final String KEY = Exchange.class.getName();

    private final SendWindow window;
    private final long deadline;
    private final Future<?> timer;
    private volatile @Nullable HttpUriRequestBase request;
    private volatile boolean handedOver;
    private volatile boolean expired;

    Exchange(SendWindow window, Duration whole, ScheduledExecutorService timers) {
        this.window = window;
        deadline = System.nanoTime() + whole.toNanos();
        timer = timers.schedule(this::expire, whole.toNanos(), TimeUnit.NANOSECONDS);
    }

    static Exchange of(HttpContext context) {
        return (Exchange) context.getAttribute(KEY);
    }

    HttpClientContext context() {
        HttpClientContext context = HttpClientContext.create();
        context.setAttribute(KEY, this);
        return context;
    }

    /** A request that ends with this exchange; a further one is for the next address, when the one before had no connection. */
    HttpUriRequestBase request(String method, URI url) {
        HttpUriRequestBase next = new HttpUriRequestBase(method, url);
        request = next;
        if (expired) {
            next.cancel();
        }
        return next;
    }

    /** From here on nobody can say that the other side has seen nothing. */
    void handOver() throws IOException {
        if (!window.isOpen()) {
            throw new WindowShutException();
        }
        handedOver = true;
    }

    /** Ends this call and begins the next within the same time: a hop of a download, which nobody pays for. */
    void hop(ClassicHttpResponse response) {
        drop(response);
        handedOver = false;
    }

    boolean handedOver() {
        return handedOver;
    }

    boolean expired() {
        return expired;
    }

    Duration left() {
        return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }

    /** Drops the connection, whatever is on it. */
    void abort() {
        HttpUriRequestBase current = request;
        if (current != null) {
            current.cancel();
        }
    }

    /** Ends the call without reading the rest of its answer, which an orderly close would do first. */
    void drop(ClassicHttpResponse response) {
        abort();
        closeQuietly(response);
    }

    static void closeQuietly(ClassicHttpResponse response) {
        try {
            response.close();
        } catch (IOException e) {
            // What was wanted of the answer has been read, or nothing was; the connection is gone either way.
        }
    }

    private void expire() {
        expired = true;
        // Closing a socket may block, and there is one timer thread for all calls.
        Thread.startVirtualThread(this::abort);
    }

    @Override
    public void close() {
        timer.cancel(false);
    }

    /** The connection stood, and the call was taken back. */
    static final class WindowShutException extends IOException {
        WindowShutException() {
            super("the time to send it was over");
        }
    }
}
