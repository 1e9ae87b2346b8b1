package dev.reelay.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends a fixed number of requests, at a rate or as fast as they are taken, over so many connections at most. */
public final class Load {
    private static final Duration MOST_LATE = Duration.ofMinutes(15);

    private final Caller caller;
    private final int count;
    private final double perSecond;
    private final Semaphore connections;
    private final String name = UUID.randomUUID().toString();
    private final Map<UUID, Long> accepted = new ConcurrentHashMap<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    public Load(Caller caller, int count, double perSecond, int connections) {
        this.caller = caller;
        this.count = count;
        this.perSecond = perSecond;
        this.connections = new Semaphore(connections);
    }

    /** What came of it: nanoseconds to the answer by request, what was refused, and how long all of it took. */
    public record Sent(Map<UUID, Long> accepted, Queue<String> refused, Duration took) {}

    /** Sends everything; answers when the last answer is there. */
    public Sent send() throws InterruptedException {
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        int senders = perSecond > 0 ? Math.min(count, 256) : connections.availablePermits();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < senders; n++) {
                threads.execute(() -> sendFrom(next, begin));
            }
            threads.shutdown();
            if (!threads.awaitTermination(MOST_LATE.plus(atItsRate()).toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
                throw new IllegalStateException("the load was not taken within " + MOST_LATE.plus(atItsRate()));
            }
        }
        return new Sent(Map.copyOf(accepted), refused, Duration.ofNanos(System.nanoTime() - begin));
    }

    private Duration atItsRate() {
        return perSecond > 0 ? Duration.ofMillis((long) (count / perSecond * 1000)) : Duration.ZERO;
    }

    private void sendFrom(AtomicInteger next, long begin) {
        for (int n = next.getAndIncrement(); n < count; n = next.getAndIncrement()) {
            if (perSecond > 0) {
                awaitTurn(begin + (long) (n / perSecond * 1e9));
            }
            try {
                submit(n);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void submit(int n) throws InterruptedException {
        connections.acquire();
        try {
            long from = System.nanoTime();
            UUID request = caller.submit(name + " " + n);
            accepted.put(request, System.nanoTime() - from);
        } catch (IOException e) {
            refused.add(String.valueOf(e.getMessage()));
        } finally {
            connections.release();
        }
    }

    private static void awaitTurn(long at) {
        for (long left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
