package dev.reelay.chaos;

import dev.reelay.chaos.judge.Check;
import dev.reelay.chaos.judge.Judge;
import dev.reelay.chaos.load.Load;
import dev.reelay.chaos.load.Mix;
import dev.reelay.chaos.load.Requester;
import dev.reelay.processes.Pieces;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Thousands in flight, all workers killed, and each provider's address and key changed before they return: to those of a
 * stranger who keeps a bill of his own. What was accepted must be asked for where it was accepted, and with the old key.
 */
record ReturnRun(long seed, int requests) {
    private static final Duration TAKEN_WITHIN = Duration.ofMinutes(5);
    private static final Duration POLLED_WITHIN = Duration.ofSeconds(30);
    private static final Duration SETTLE = Duration.ofMinutes(5);
    private static final List<String> JAVA = List.of("-Xmx512m", "-XX:+UseSerialGC");

    List<Check> on(Fleet fleet) throws IOException, SQLException, InterruptedException {
        Requester requester = new Requester(fleet.at(), InstantSource.system(), Duration.ofMinutes(3));
        Ledger ledger = new Ledger(fleet.at().jdbc());
        Pieces pieces = fleet.pieces();
        for (String worker : Fleet.WORKERS) {
            pieces.startWorker(worker, named(worker), JAVA);
        }
        try (Load load = new Load(new Mix(seed, Mix.POLLED, 0, 0), requester)) {
            load.send(requests);
            load.finish();
            awaitAllInFlight(ledger);
            Bill bill = new Bill(fleet.at().simulator());
            for (String worker : Fleet.WORKERS) {
                pieces.piece(worker).kill();
            }
            Map<String, Integer> before = bill.polls();
            Bill stranger = new Bill(pieces.startSimulator("stranger", List.of()));
            long begin = System.nanoTime();
            for (String worker : Fleet.WORKERS) {
                pieces.startWorker(worker + "-again", moved(worker, bill.simulator(), stranger.simulator()), JAVA);
            }
            long ready = System.nanoTime();
            List<Check> checks = new ArrayList<>();
            checks.add(polledAgain(bill, before, begin, ready));
            checks.add(nothingBought(bill));
            bill.finishAll();
            checks.addAll(Judge.judge(SettleHeld.andCollect(fleet, requester, load.accepted(), SETTLE)));
            checks.add(nothingStrange(bill, stranger));
            return checks;
        }
    }

    /** The group knows a worker again by its id, whatever became of its process. */
    private static Map<String, String> named(String worker) {
        return Map.of("reelay.worker.instance-id", worker);
    }

    private static Map<String, String> moved(String worker, URI from, URI to) {
        Map<String, String> settings = new HashMap<>(named(worker));
        for (String provider : Fleet.PROVIDERS) {
            String own = "reelay.providers." + provider;
            settings.putAll(Pieces.address(provider, to));
            settings.merge(own + ".base-url", "/moved", String::concat);
            settings.put(own + ".key", "changed-" + provider);
            settings.put(own + ".former-keys", "simulated-" + provider);
        }
        settings.put("reelay.outside.allowed-origins", from + "," + to);
        return settings;
    }

    private void awaitAllInFlight(Ledger ledger) throws SQLException, InterruptedException {
        long end = System.nanoTime() + TAKEN_WITHIN.toNanos();
        while (ledger.accepted() < requests) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("only " + ledger.accepted() + " are in flight");
            }
            Thread.sleep(500);
        }
    }

    private Check polledAgain(Bill bill, Map<String, Integer> before, long begin, long ready)
            throws IOException, InterruptedException {
        long left = before.size();
        double now = 0;
        while (left > 0 && now < 2 * POLLED_WITHIN.toSeconds()) {
            Thread.sleep(250);
            now = (System.nanoTime() - ready) / 1e9;
            left = bill.polls().entrySet().stream()
                    .filter(job -> job.getValue() <= before.getOrDefault(job.getKey(), 0))
                    .count();
        }
        String figure = "%d in flight, all polled %.1f s after the workers were ready, which took them %.1f s"
                .formatted(before.size(), now, (ready - begin) / 1e9);
        boolean held = left == 0 && now <= POLLED_WITHIN.toSeconds() && before.size() == requests;
        return new Check("all are polled again within 30 s", figure, held ? List.of() : List.of(left + " were not"));
    }

    private Check nothingBought(Bill bill) throws IOException, InterruptedException {
        long submits = bill.totals().at("/submits/all").asLong();
        return new Check(
                "no extra submit",
                submits + " submits",
                submits == requests ? List.of() : List.of(submits + " submits of " + requests + " requests"));
    }

    private static Check nothingStrange(Bill bill, Bill stranger) throws IOException, InterruptedException {
        List<String> broken = new ArrayList<>();
        if (!stranger.isEmpty()) {
            broken.add("the stranger was called: " + stranger.totals());
        }
        long polls = bill.totals().at("/calls/polls").asLong();
        long known =
                bill.polls().values().stream().mapToLong(Integer::longValue).sum();
        if (polls != known) {
            broken.add((polls - known) + " calls with a wrong key or about an unknown job");
        }
        return new Check("no call to a wrong provider or with a wrong key", polls + " polls", broken);
    }
}
