package dev.reelay.chaos.load;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The requests of one run, each on a thread that stays with it until it is taken, and cancels it if that is wished. */
public final class Load implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final Mix mix;
    private final Requester requester;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore connections = new Semaphore(AT_ONCE);
    private final AtomicInteger next = new AtomicInteger();
    private final Map<UUID, Wish> accepted = new ConcurrentHashMap<>();
    private final Queue<String> givenUp = new ConcurrentLinkedQueue<>();
    private final Queue<String> refused = new ConcurrentLinkedQueue<>();

    public Load(Mix mix, Requester requester) {
        this.mix = mix;
        this.requester = requester;
    }

    /** Sends so many more, as soon as there is room. */
    public void send(int count) {
        for (int n = 0; n < count; n++) {
            Wish wish = mix.draw(next.getAndIncrement());
            threads.execute(() -> send(wish));
        }
    }

    /** Sends so many at an even rate over so long, on a thread of its own. */
    public Thread sendEvenly(int requests, Duration whole) {
        long begin = System.nanoTime();
        return Thread.ofVirtual().name("even-rate").start(() -> {
            while (begun() < requests) {
                double part = Math.min(1, (System.nanoTime() - begin) / (double) whole.toNanos());
                send((int) Math.ceil(part * requests) - begun());
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
    }

    /** How many were begun. */
    public int begun() {
        return next.get();
    }

    /** The requests whose callers saw a 202. */
    public Set<UUID> accepted() {
        return Set.copyOf(accepted.keySet());
    }

    /** Those that were never taken within their callers' patience. */
    public int givenUp() {
        return givenUp.size();
    }

    /** Those that the api would not have. */
    public int refused() {
        return refused.size();
    }

    /** Waits until every request was taken or given up, and every wish to cancel was told; none may have been refused. */
    public void finish() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("requests are still being sent");
        }
        if (!refused.isEmpty()) {
            throw new IllegalStateException(refused.size() + " requests were refused, such as " + refused.peek());
        }
    }

    private void send(Wish wish) {
        try {
            connections.acquire();
            Optional<UUID> taken;
            try {
                taken = requester.submit(wish);
            } finally {
                connections.release();
            }
            if (taken.isEmpty()) {
                givenUp.add(wish.prompt());
                return;
            }
            accepted.put(taken.get(), wish);
            if (wish.cancelAfter() != null) {
                Thread.sleep(wish.cancelAfter());
                requester.cancel(taken.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            refused.add(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
