package dev.reelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.bench.load.Caller;
import dev.reelay.bench.load.Load;
import dev.reelay.bench.measure.Usages;
import dev.reelay.bench.proof.Bill;
import dev.reelay.bench.proof.Outcome;
import dev.reelay.bench.proof.Rows;
import dev.reelay.bench.report.Report;
import dev.reelay.processes.Addresses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Looks on for a fixed time: at a backlog that is worked off, or at nothing. */
final class Watch {
    /** Start-up work, such as the first look of every loop, is over by then. */
    private static final long SETTLED_MILLIS = 10_000;

    private static final String TRANSACTIONS =
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";
    private static final String COMPLETED = "select count(*) from generation where state = 'COMPLETED'";

    private final Plan plan;
    private final Addresses at;
    private final Caller caller;
    private final Bill bill;
    private final Report report;

    Watch(Plan plan, Addresses at, Caller caller, Bill bill, Report report) {
        this.plan = plan;
        this.at = at;
        this.caller = caller;
        this.bill = bill;
        this.report = report;
    }

    /** Transactions and processor time of a system that has nothing to do. */
    void idle(Map<String, Long> pids) throws Exception {
        try (Rows rows = Rows.of(at.jdbc())) {
            Thread.sleep(SETTLED_MILLIS);
            long before = rows.number(TRANSACTIONS);
            Usages usages = Usages.from(pids);
            Thread.sleep(plan.time());
            double seconds = plan.time().toSeconds();
            Map<String, Long> used = usages.cpuMillis();
            // Backends tell their counts at most once a second; our own first look is one of them.
            Thread.sleep(1500);
            report.figure(
                    "transactions_per_second", Math.max(0, rows.number(TRANSACTIONS) - before - 1) / (seconds + 1.5));
            used.forEach((name, millis) -> report.figure("core_percent." + name, millis / seconds / 10));
            usages.peakMebibytes().forEach((name, mebibytes) -> report.figure("peak_rss_mib." + name, mebibytes));
        }
    }

    /** How fast a backlog goes down, what each generation of it costs, and whether the api still answers. */
    void backlog(Map<String, Long> pids) throws Exception {
        try (Rows rows = Rows.of(at.jdbc())) {
            Thread.sleep(SETTLED_MILLIS);
            Usages usages = Usages.from(pids);
            long before = rows.number(COMPLETED);
            long begin = System.nanoTime();
            Load.Sent sent = new Load(caller, 100, 100 / (double) plan.time().toSeconds(), 4).send();
            List<Double> looks = looks(sent);
            Thread.sleep(Math.max(0, plan.time().toMillis() - (System.nanoTime() - begin) / 1_000_000));
            double seconds = (System.nanoTime() - begin) / 1e9;
            Map<String, Long> used = usages.cpuMillis();
            long done = rows.number(COMPLETED) - before;
            report.figure("seconds", seconds);
            report.figure("generations_per_second", done / seconds);
            used.forEach((name, millis) ->
                    report.figure("cpu_ms_per_generation." + name, millis / (double) Math.max(1, done)));
            report.percentiles(
                    "accept_ms",
                    sent.accepted().values().stream()
                            .map(nanos -> nanos / 1e6)
                            .sorted()
                            .toList());
            report.percentiles("status_ms", looks);
            told(done);
        }
    }

    private List<Double> looks(Load.Sent sent) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (UUID request : sent.accepted().keySet()) {
            long from = System.nanoTime();
            caller.status(request);
            millis.add((System.nanoTime() - from) / 1e6);
        }
        millis.sort(null);
        return millis;
    }

    private void told(long done) throws Exception {
        JsonNode charged = bill.summary();
        long most = charged.at("/totals/inFlight/most").asLong();
        report.figure("most_in_flight", (double) most);
        report.checked(Map.of(
                "slots_kept", new Outcome.Check(most <= plan.slots(), most + " in flight of " + plan.slots()),
                "backlog_goes_down", new Outcome.Check(done > 0, done + " completed"),
                "nothing_bought_twice",
                        new Outcome.Check(
                                charged.at("/repeats/acceptedTwice").asLong() == 0,
                                charged.at("/repeats/acceptedTwice").asLong() + " bodies were accepted twice")));
    }
}
