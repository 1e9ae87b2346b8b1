package dev.reelay.chaos;

import dev.reelay.chaos.judge.Check;
import dev.reelay.chaos.judge.Facts;
import dev.reelay.chaos.judge.Judge;
import dev.reelay.chaos.load.Load;
import dev.reelay.chaos.load.Mix;
import dev.reelay.chaos.load.Requester;
import dev.reelay.processes.Piece;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Kafka killed for so many seconds while requests come in at an even rate: before, meanwhile and afterwards. */
record OutageRun(long seed, int seconds) {
    private static final int EACH_SECOND = 20;
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration AFTER = Duration.ofSeconds(15);
    private static final Duration SETTLE = Duration.ofSeconds(200);

    List<Check> on(Fleet fleet) throws IOException, SQLException, InterruptedException {
        Duration away = Duration.ofSeconds(seconds);
        Duration whole = BEFORE.plus(away).plus(AFTER);
        Requester requester = new Requester(fleet.at(), InstantSource.system(), Duration.ofMinutes(3));
        for (String worker : Fleet.WORKERS) {
            fleet.startWorker(worker);
        }
        try (Load load = new Load(new Mix(seed, Mix.ALL, 0, 0), requester)) {
            Thread sender = load.sendEvenly((int) (EACH_SECOND * whole.toSeconds()), whole);
            Thread.sleep(BEFORE);
            Piece kafka = fleet.pieces().piece("kafka");
            kafka.kill();
            int takenBefore = load.accepted().size();
            Thread.sleep(away);
            int takenMeanwhile = load.accepted().size() - takenBefore;
            kafka.start();
            sender.join();
            load.finish();
            Facts facts = SettleHeld.andCollect(fleet, requester, load.accepted(), SETTLE);
            List<Check> checks = new ArrayList<>(Judge.judge(facts));
            checks.add(keepsAccepting(load, takenMeanwhile, requester.vain()));
            return checks;
        }
    }

    private Check keepsAccepting(Load load, int meanwhile, int vain) {
        List<String> broken = new ArrayList<>();
        if (load.givenUp() > 0 || vain > 0) {
            broken.add(vain + " tries were not answered with 202, " + load.givenUp() + " requests were never taken");
        }
        if (meanwhile < EACH_SECOND * seconds * 9 / 10) {
            broken.add("only " + meanwhile + " of " + EACH_SECOND * seconds + " were taken meanwhile");
        }
        return new Check(
                "the api keeps accepting without Kafka",
                load.begun() + " sent, " + meanwhile + " taken in the " + seconds + " s without it",
                broken);
    }
}
