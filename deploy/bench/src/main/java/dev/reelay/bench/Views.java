package dev.reelay.bench;

import dev.reelay.bench.load.Caller;
import dev.reelay.bench.load.Load;
import dev.reelay.bench.load.OpenViews;
import dev.reelay.bench.measure.Usages;
import dev.reelay.bench.proof.Outcome;
import dev.reelay.bench.report.Report;
import dev.reelay.processes.Addresses;
import java.util.Map;

/** Many open pages: what they cost the api while nothing happens, and while requests come in and end. */
final class Views {
    private static final int VIEWS = 200;
    private static final double MOST_CORE_PERCENT = 30;
    private static final long SETTLED_MILLIS = 10_000;

    private final Plan plan;
    private final Addresses at;
    private final Caller caller;
    private final Report report;

    Views(Plan plan, Addresses at, Caller caller, Report report) {
        this.plan = plan;
        this.at = at;
        this.caller = caller;
        this.report = report;
    }

    void look(Map<String, Long> pids, int warmUp) throws Exception {
        try (OpenViews views = OpenViews.open(at, VIEWS)) {
            report.figure("views", (double) VIEWS);
            report.figure("warm_up_generations", (double) warmUp);
            new Load(caller, warmUp, plan.perSecond(), 1).send();
            Thread.sleep(SETTLED_MILLIS);
            report.figure("idle_core_percent.api", percent(pids, () -> Thread.sleep(plan.time())));
            views.reset();
            double busy = percent(pids, () -> new Load(caller, plan.generations(), plan.perSecond(), 1).send());
            report.figure("busy_core_percent.api", busy);
            report.figure("told_each", views.told() / (double) VIEWS);
            report.figure("fetches", (double) views.fetchMillis().size());
            report.percentiles("fetch_ms", views.fetchMillis());
            checked(views, busy);
        }
    }

    private void checked(OpenViews views, double busy) {
        report.checked(Map.of(
                "nothing_failed",
                        new Outcome.Check(
                                views.failed().isEmpty(), views.failed().size() + " failed " + views.failed()),
                "all_streams_open", new Outcome.Check(views.ended() == 0, views.ended() + " ended"),
                "all_were_told", new Outcome.Check(views.told() >= VIEWS, views.told() + " times news"),
                "under_30_percent_of_a_core", new Outcome.Check(busy < MOST_CORE_PERCENT, "%.1f".formatted(busy))));
    }

    private interface Doing {
        void run() throws InterruptedException;
    }

    /** The api's processor time meanwhile, of the time that passed. */
    private static double percent(Map<String, Long> pids, Doing doing) throws Exception {
        Usages usages = Usages.from(pids);
        long begin = System.nanoTime();
        doing.run();
        return 100.0 * usages.cpuMillis().getOrDefault("api", 0L) / ((System.nanoTime() - begin) / 1e6);
    }
}
