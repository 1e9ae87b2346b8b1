package dev.reelay.chaos;

import dev.reelay.chaos.agent.Agent;
import dev.reelay.chaos.agent.Trap;
import dev.reelay.chaos.agent.TrapOrder;
import dev.reelay.chaos.point.KillPoint;
import dev.reelay.processes.Piece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Works off the planned kills with both workers at once: a trap is laid, a start walks into it, and the next is laid. */
final class KillWorkers {
    private static final Duration REACHED_WITHIN = Duration.ofMinutes(5);

    private final Fleet fleet;
    private final List<KillPoint> kills;
    private final int gather;
    private final Duration patience;
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<Catch> catches = new ConcurrentLinkedQueue<>();

    KillWorkers(Fleet fleet, List<KillPoint> kills, int gather, Duration patience) {
        this.fleet = fleet;
        this.kills = kills;
        this.gather = gather;
        this.patience = patience;
    }

    /** Returns when all kills are done and both workers run again, without traps. */
    List<Catch> all() throws InterruptedException, IOException {
        try (ExecutorService threads = Executors.newFixedThreadPool(Fleet.WORKERS.size())) {
            List<Future<Void>> both = threads.invokeAll(Fleet.WORKERS.stream()
                    .map(worker -> (java.util.concurrent.Callable<Void>) () -> killInTurn(worker))
                    .toList());
            for (Future<Void> one : both) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("the kills could not be done: " + e.getCause(), e);
        }
        return List.copyOf(catches);
    }

    private Void killInTurn(String worker) throws IOException, InterruptedException {
        Piece piece = fleet.pieces().piece(worker);
        for (int number = next.getAndIncrement(); number < kills.size(); number = next.getAndIncrement()) {
            if (piece.isAlive()) {
                piece.kill();
            }
            KillPoint point = kills.get(number);
            TrapOrder order = point.order(gather, patience, fleet.reportOf(worker));
            order.write(fleet.trapOf(worker));
            Files.deleteIfExists(order.report());
            piece.startOnly();
            Catch done = new Catch(number, point, worker, caught(piece, point, order.report()));
            catches.add(done);
            System.out.printf(
                    "kill %d: %s caught %d at %s%n",
                    number, worker, done.attempts().size(), point.word());
        }
        Files.deleteIfExists(fleet.trapOf(worker));
        if (!piece.isAlive()) {
            piece.start();
        }
        return null;
    }

    private static Set<UUID> caught(Piece piece, KillPoint point, Path report)
            throws IOException, InterruptedException {
        if (!piece.awaitEnd(REACHED_WITHIN)) {
            piece.kill();
            throw new IllegalStateException("no attempt came to the kill point " + point.word() + " within "
                    + REACHED_WITHIN.toSeconds() + " s");
        }
        if (piece.exitValue() == Agent.NO_SUCH_SPOT) {
            throw new IllegalStateException("the kill point " + point.word()
                    + " names a method that the worker does not have; its log tells which");
        }
        if (piece.exitValue() != Trap.KILLED) {
            throw new IllegalStateException("a worker ended by itself with status " + piece.exitValue()
                    + "; its log ends: " + tail(piece.log()));
        }
        return Files.readAllLines(report).stream()
                .map(name -> UUID.fromString(name.substring(Trap.RUN.length())))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String tail(String log) {
        return log.substring(Math.max(0, log.length() - 2_000));
    }
}
