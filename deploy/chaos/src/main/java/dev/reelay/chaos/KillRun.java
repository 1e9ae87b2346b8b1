package dev.reelay.chaos;

import dev.reelay.chaos.judge.Facts;
import dev.reelay.chaos.load.Load;
import dev.reelay.chaos.load.Mix;
import dev.reelay.chaos.load.Requester;
import dev.reelay.chaos.point.KillPoint;
import dev.reelay.processes.Piece;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Workers killed at chosen points of the way, each kill with many attempts caught at exactly that point; in the end one is
 * frozen until the group has given it up, and continued.
 *
 * @param from the number of the first kill in the seed's order
 * @param gather how many attempts a kill waits for
 * @param busy how many requests are kept under way
 * @param frozen for how long the worker is frozen; longer than its session
 */
record KillRun(long seed, List<KillPoint> points, int from, int kills, int gather, int busy, Duration frozen) {
    /** So that attempts come to the point where they end without a render, too. */
    private static final String FAULTS = "generation-fails:0.1";

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofSeconds(150);

    /** What was caught, and what is known in the end. */
    record Outcome(List<Catch> catches, Facts facts) {}

    Outcome on(Fleet fleet) throws IOException, SQLException, InterruptedException {
        Ledger ledger = new Ledger(fleet.at().jdbc());
        Requester requester = new Requester(fleet.at(), InstantSource.system(), Duration.ofSeconds(60));
        fleet.simulate("{\"faults\":\"" + FAULTS + "\"}");
        for (String worker : Fleet.WORKERS) {
            fleet.startWorker(worker);
        }
        try (Load load = new Load(new Mix(seed + from, Mix.ALL, 0, 0), requester)) {
            KeepBusy keeping = KeepBusy.with(load, ledger, busy);
            KillWorkers killing =
                    new KillWorkers(fleet, new KillPlan(seed, points).kills(from, kills), gather, PATIENCE);
            List<Catch> catches;
            try {
                catches = killing.all();
                freeze(fleet.pieces().piece(Fleet.WORKERS.getFirst()));
            } finally {
                keeping.stop();
            }
            load.finish();
            return new Outcome(catches, SettleHeld.andCollect(fleet, requester, load.accepted(), SETTLE));
        }
    }

    private void freeze(Piece worker) throws IOException, InterruptedException {
        worker.freeze();
        Thread.sleep(frozen);
        worker.thaw();
    }
}
