package dev.reelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.bench.load.Caller;
import dev.reelay.bench.load.Load;
import dev.reelay.bench.measure.Levels;
import dev.reelay.bench.proof.Bill;
import dev.reelay.bench.proof.Outcome;
import dev.reelay.bench.proof.Retention;
import dev.reelay.bench.proof.Rows;
import dev.reelay.bench.proof.Terminals;
import dev.reelay.bench.report.Report;
import dev.reelay.processes.Addresses;
import dev.reelay.processes.Pieces;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A steady load for a long time while old things are dropped, with a look at everything that could grow each half minute. */
final class Soak {
    private static final long BETWEEN_LOOKS_MILLIS = 30_000;

    private final Plan plan;
    private final Addresses at;
    private final Caller caller;
    private final Bill bill;
    private final Report report;

    Soak(Plan plan, Addresses at, Caller caller, Bill bill, Report report) {
        this.plan = plan;
        this.at = at;
        this.caller = caller;
        this.bill = bill;
        this.report = report;
    }

    void soak(Map<String, Long> pids, Pieces pieces, int senders) throws Exception {
        Retention.shorten(at.kafka());
        Levels levels = new Levels();
        try (Terminals terminals = Terminals.listen(at.kafka());
                Rows rows = Rows.of(at.jdbc());
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Look look = new Look(pids, pieces, rows, levels);
            Future<Load.Sent> load =
                    thread.submit(() -> new Load(caller, plan.generations(), plan.perSecond(), senders).send());
            while (!load.isDone()) {
                Thread.sleep(BETWEEN_LOOKS_MILLIS);
                look.now();
            }
            Load.Sent sent = load.get();
            terminals.await(sent.accepted().keySet(), plan.time());
            told(sent, terminals);
        }
        levelled(levels);
    }

    private void told(Load.Sent sent, Terminals terminals) throws Exception {
        Set<UUID> requests = sent.accepted().keySet();
        JsonNode charged = bill.summary();
        long submits = charged.at("/totals/submits/all").asLong();
        long twice = charged.at("/repeats/acceptedTwice").asLong();
        report.figure("seconds", sent.took().toMillis() / 1e3);
        report.figure("most_in_flight", charged.at("/totals/inFlight/most").asDouble());
        report.percentiles(
                "accept_ms",
                sent.accepted().values().stream()
                        .map(nanos -> nanos / 1e6)
                        .sorted()
                        .toList());
        report.checked(Map.of(
                "all_accepted", check(sent.refused().isEmpty(), sent.refused().size() + " refused"),
                "one_terminal_event_each",
                        check(terminals.notOnce(requests) == 0, terminals.notOnce(requests) + " have none or several"),
                "all_completed",
                        check(
                                terminals.completed(requests) == requests.size(),
                                terminals.completed(requests) + " of " + requests.size()),
                "submits_equal_requests",
                        check(submits == requests.size(), submits + " submits of " + requests.size() + " requests"),
                "nothing_bought_twice", check(twice == 0, twice + " bodies were accepted twice")));
    }

    private void levelled(Levels levels) {
        for (String name : levels.names()) {
            for (int quarter = 0; quarter < 4; quarter++) {
                report.figure(
                        name + ".quarter" + (quarter + 1), levels.quarters(name).get(quarter));
            }
            if (!name.startsWith(Look.BY_DAY)) {
                report.checked(Map.of(
                        "levels_off." + name,
                        check(
                                levels.levelsOff(name),
                                levels.quarters(name).get(1) + " then "
                                        + levels.quarters(name).get(3))));
            }
        }
    }

    private static Outcome.Check check(boolean holds, String counted) {
        return new Outcome.Check(holds, counted);
    }
}
