package dev.reelay.chaos;

import dev.reelay.chaos.judge.Check;
import dev.reelay.chaos.judge.Judge;
import dev.reelay.chaos.point.KillPoint;
import dev.reelay.processes.Options;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Runs one form and ends with status 0 only if every promise held. docs/chaos.md tells the options. */
public final class ChaosMain {
    private static final Set<String> KNOWN = Set.of(
            "form",
            "seed",
            "kills",
            "from",
            "points",
            "gather",
            "busy",
            "frozen",
            "requests",
            "minutes",
            "seconds",
            "data",
            "results");

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private ChaosMain() {}

    public static void main(String[] arguments) throws Exception {
        Options options = Options.of(KNOWN, arguments);
        Path root = Path.of("").toAbsolutePath();
        long seed = options.one("seed").map(Long::valueOf).orElseGet(() -> (long) new Random().nextInt(1_000_000));
        Path folder = root.resolve(options.one(
                "data",
                "deploy/chaos/target/run-" + seed + "-"
                        + ProcessHandle.current().pid()));
        Files.createDirectories(folder);
        System.out.printf("seed %d, data and logs in %s%n", seed, folder);
        String form = options.one("form", "chaos");
        int requests = options.number("requests", form.equals("return") ? 10_000 : 5_000);
        Times times = form.equals("return") ? new UsualTimes(requests) : new ShortTimes(LONGEST);
        List<Check> checks;
        try (Fleet fleet = Fleet.start(root, folder, times)) {
            checks = switch (form) {
                case "kills" -> kills(fleet, options, seed, root);
                case "chaos" -> new ChaosRun(seed, requests, options.number("minutes", 10)).on(fleet);
                case "return" -> new ReturnRun(seed, requests).on(fleet);
                case "outage" -> new OutageRun(seed, options.number("seconds", 60)).on(fleet);
                default -> throw new IllegalArgumentException("--form is kills, chaos, return or outage");
            };
        }
        checks.forEach(System.out::println);
        boolean whole = checks.stream().allMatch(Check::holds);
        System.out.printf("seed %d: %s%n", seed, whole ? "every promise held" : "a promise was BROKEN");
        System.exit(whole ? 0 : 1);
    }

    private static List<Check> kills(Fleet fleet, Options options, long seed, Path root) throws Exception {
        List<KillPoint> points = Arrays.stream(KillPoint.values())
                .filter(point -> options.one("points").isEmpty()
                        || List.of(options.one("points", "").split(",", -1)).contains(point.word()))
                .toList();
        KillRun run = new KillRun(
                seed,
                points,
                options.number("from", 0),
                options.number("kills", 66),
                options.number("gather", 17),
                options.number("busy", 150),
                Duration.ofSeconds(options.number("frozen", 8)));
        KillRun.Outcome outcome = run.on(fleet);
        Path results = root.resolve(options.one("results", "deploy/chaos/target/kills-" + seed + ".csv"));
        KillTable table = new KillTable();
        table.add(outcome.catches(), outcome.facts());
        System.out.println(table);
        table.read(results);
        table.write(results);
        System.out.println("with the earlier runs of this seed, in " + results + ":\n" + table);
        return Judge.judge(outcome.facts());
    }
}
