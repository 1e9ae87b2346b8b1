package dev.reelay.worker.outside;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Looks names up on a few threads of its own, with a time limit. The look-up is native code that knows neither limits nor
 * virtual threads: one slow name server would hold every carrier thread of the process.
 */
final class Names implements AutoCloseable {
    private static final int THREADS = 8;

    private final HostResolver resolver;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("names-", 0).factory());

    Names(HostResolver resolver) {
        this.resolver = resolver;
    }

    List<InetAddress> lookUp(String host, Duration limit) throws NotReachedException {
        Future<List<InetAddress>> answer = threads.submit(() -> resolver.resolve(host));
        try {
            return answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof UnknownHostException ? "has no address" : "could not be looked up";
            throw unknown(host, why, e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw unknown(host, "was not looked up in time", e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw unknown(host, "was not looked up: interrupted", e);
        }
    }

    private static NotReachedException unknown(String host, String why, @Nullable Throwable cause) {
        return new NotReachedException(CallOutcome.Stage.NAME, "the host " + host + " " + why, cause);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
