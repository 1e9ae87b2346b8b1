package dev.reelay.chaos;

import dev.reelay.chaos.judge.Check;
import dev.reelay.chaos.judge.Facts;
import dev.reelay.chaos.judge.Judge;
import dev.reelay.chaos.load.Load;
import dev.reelay.chaos.load.Mix;
import dev.reelay.chaos.load.Requester;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Requests at an even rate over so many minutes, while one piece after the other is killed, frozen or misbehaves. */
record ChaosRun(long seed, int requests, int minutes) {
    private static final int CANCELS = 5;
    private static final int DEADLINES = 5;
    private static final Duration SETTLE = Duration.ofSeconds(200);

    List<Check> on(Fleet fleet) throws IOException, SQLException, InterruptedException {
        Duration whole = Duration.ofMinutes(minutes);
        Requester requester = new Requester(fleet.at(), InstantSource.system(), Duration.ofMinutes(3));
        for (String worker : Fleet.WORKERS) {
            fleet.startWorker(worker);
        }
        try (Load load = new Load(new Mix(seed, Mix.ROUTED, CANCELS, DEADLINES), requester)) {
            Thread sender = load.sendEvenly(requests, whole);
            try (Purse purse = Purse.begin(
                    new Ledger(fleet.at().jdbc()),
                    requests,
                    whole.multipliedBy(6).dividedBy(10))) {
                Disturb disturb = new Disturb(fleet);
                disturb.all(Disturbance.schedule(seed, whole));
                sender.join();
                load.finish();
                System.out.println("disturbed by " + disturb.counts());
                System.out.printf(
                        "%d requests, %d accepted, %d given up by their callers%n",
                        load.begun(), load.accepted().size(), load.givenUp());
                Facts facts = SettleHeld.andCollect(fleet, requester, load.accepted(), SETTLE);
                List<Check> checks = new ArrayList<>(Judge.judge(facts));
                checks.add(purse.wasSpent());
                return checks;
            }
        }
    }
}
