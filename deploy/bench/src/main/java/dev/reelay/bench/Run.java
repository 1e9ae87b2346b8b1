package dev.reelay.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.bench.load.Caller;
import dev.reelay.bench.load.Load;
import dev.reelay.bench.measure.Collections;
import dev.reelay.bench.measure.Usages;
import dev.reelay.bench.proof.Bill;
import dev.reelay.bench.proof.Outcome;
import dev.reelay.bench.proof.Rows;
import dev.reelay.bench.proof.Terminals;
import dev.reelay.bench.proof.Verify;
import dev.reelay.bench.report.Report;
import dev.reelay.processes.Addresses;
import dev.reelay.processes.Options;
import dev.reelay.processes.Pieces;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One scenario on pieces that run: the load, what it used, and what became of it. */
final class Run {
    private static final Set<String> PRODUCT = Set.of("api", "worker", "postgresql", "kafka");

    private final Plan plan;
    private final Options options;
    private final Addresses at;
    private final InstantSource clock;
    private final Caller caller;
    private final Bill bill;
    private final Report report;

    Run(Plan plan, Options options, Addresses at, InstantSource clock) {
        this.plan = plan;
        this.options = options;
        this.at = at;
        this.clock = clock;
        this.caller = new Caller(at);
        this.bill = new Bill(at.simulator());
        this.report = new Report(plan.scenario().word(), clock.instant(), said(plan));
    }

    private static Map<String, String> said(Plan plan) {
        Map<String, String> said = new LinkedHashMap<>();
        said.put("generations", String.valueOf(plan.generations()));
        said.put("per_second", String.valueOf(plan.perSecond()));
        said.put("generation_time", plan.rendering().time());
        said.put("result_size", plan.rendering().size());
        said.put("slots", String.valueOf(plan.slots()));
        return said;
    }

    /** What must lie there before a worker comes. */
    void beforeWorker() throws Exception {
        bill.begin(plan.rendering().time(), plan.rendering().size());
        if (plan.scenario() == Scenario.BACKLOG) {
            Backlog.load(caller, at, plan.generations());
        }
    }

    Report measure(Map<String, Long> pids, Pieces pieces) throws Exception {
        switch (plan.scenario()) {
            case BURST, STEADY, INFLIGHT, VIDEOS -> load(pids, pieces);
            case BACKLOG -> new Watch(plan, at, caller, bill, report).backlog(pids);
            case SOAK -> new Soak(plan, at, caller, bill, report).soak(pids, pieces, options.number("senders", 32));
            case VIEWS ->
                new Views(plan, at, caller, report)
                        .look(pids, options.number("warm-up", plan.scenario().warmUp()));
            case IDLE -> new Watch(plan, at, caller, bill, report).idle(pids);
        }
        return report;
    }

    /**
     * The same load before, uncounted: a service that is loaded has run for a while, so that its classes are compiled and
     * it knows how long renders take. How long this was stands in the report.
     */
    private void warmUp(Terminals terminals) throws Exception {
        int count = options.number("warm-up", plan.scenario().warmUp());
        report.figure("warm_up_generations", (double) count);
        if (count > 0) {
            bill.begin(plan.rendering().time(), plan.rendering().size());
            Load.Sent sent = new Load(caller, count, plan.perSecond(), options.number("senders", 32)).send();
            terminals.await(sent.accepted().keySet(), plan.time());
        }
    }

    private void load(Map<String, Long> pids, Pieces pieces) throws Exception {
        try (Terminals terminals = Terminals.listen(at.kafka());
                Rows rows = Rows.of(at.jdbc())) {
            warmUp(terminals);
            bill.begin(plan.rendering().time(), plan.rendering().size());
            resetStatements(rows);
            Usages usages = Usages.from(pids);
            Instant begin = clock.instant();
            Load.Sent sent =
                    new Load(caller, plan.generations(), plan.perSecond(), options.number("senders", 32)).send();
            terminals.await(sent.accepted().keySet(), plan.time());
            used(usages, sent.accepted().size());
            statements(rows, sent.accepted().size());
            accepted(sent);
            heaps(pieces);
            verify(rows, terminals, sent, begin);
        }
    }

    private void accepted(Load.Sent sent) {
        report.figure(
                "accepted_per_second",
                sent.accepted().size() * 1e9 / sent.took().toNanos());
        List<Double> millis = new ArrayList<>(sent.accepted().values().stream()
                .map(nanos -> nanos / 1e6)
                .sorted()
                .toList());
        report.percentiles("accept_ms", millis);
    }

    private void used(Usages usages, int count) throws IOException {
        double product = 0;
        for (Map.Entry<String, Long> used : usages.cpuMillis().entrySet()) {
            double each = used.getValue() / (double) count;
            report.figure("cpu_ms_per_generation." + used.getKey(), each);
            product += PRODUCT.contains(used.getKey()) ? each : 0;
        }
        report.figure("cpu_ms_per_generation", product);
        usages.peakMebibytes().forEach((name, mebibytes) -> report.figure("peak_rss_mib." + name, mebibytes));
    }

    private void heaps(Pieces pieces) throws IOException {
        for (String name : List.of("api", "worker")) {
            if (Files.exists(pieces.gcLog(name))) {
                Collections all = Collections.in(pieces.gcLog(name));
                report.figure("heap_mib_fullest." + name, all.fullestMebibytes());
                report.figure("heap_mib_after_collection." + name, all.leftMebibytes());
                report.figure("collections." + name, all.count());
                report.figure("collection_pause_ms." + name, all.pauseMillis());
            }
        }
    }

    private void verify(Rows rows, Terminals terminals, Load.Sent sent, Instant begin) throws Exception {
        calls();
        Outcome outcome = new Verify(rows, bill, caller, options.number("read-back", 2000))
                .verify(sent.accepted().keySet(), terminals);
        double seconds = Duration.between(begin, outcome.lastEnd()).toMillis() / 1e3;
        report.figure("seconds", seconds);
        report.figure("generations_per_second", outcome.addedToRow().size() / seconds);
        report.figure("copied_mb_per_second", outcome.bytes() / 1e6 / seconds);
        report.percentiles("added_ms", outcome.addedToRow());
        report.percentiles("added_to_event_ms", outcome.addedToTopic());
        report.checked(outcome.checks());
        report.checked(Map.of(
                "all_accepted",
                new Outcome.Check(
                        sent.refused().isEmpty(),
                        sent.refused().size() + " refused "
                                + sent.refused().stream().findFirst().orElse(""))));
    }

    private void calls() throws IOException, InterruptedException {
        JsonNode totals = bill.summary().path("totals");
        double submits = Math.max(1, totals.at("/submits/all").asLong());
        double polls = totals.at("/calls/polls").asLong() / submits;
        double fetches = totals.at("/calls/resultFetches").asLong() / submits;
        report.figure("calls_per_generation", 1 + polls + fetches);
        report.figure("polls_per_generation", polls);
        report.figure("most_in_flight", (double) totals.at("/inFlight/most").asLong());
    }

    private void resetStatements(Rows rows) throws Exception {
        if (options.one("statements").isPresent()) {
            rows.number("select count(*) from pg_stat_statements_reset()");
        }
    }

    /** Prints the statements that took the most time, with calls and time for one generation. */
    private void statements(Rows rows, int count) throws Exception {
        if (options.one("statements").isPresent()) {
            rows.lines(Statements.sql(options.one("statements", "40"), count)).forEach(System.out::println);
        }
    }
}
