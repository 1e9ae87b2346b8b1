package dev.reelay.chaos;

import dev.reelay.chaos.judge.Check;
import dev.reelay.chaos.judge.Facts;
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
            "form", "seed", "kills", "from", "points", "gather", "busy", "requests", "minutes", "data", "results");

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
        List<Check> checks;
        try (Fleet fleet = Fleet.start(root, folder, LONGEST)) {
            checks = switch (options.one("form", "chaos")) {
                case "kills" -> kills(fleet, options, seed, root);
                case "chaos" -> chaos(fleet, options, seed);
                default -> throw new IllegalArgumentException("--form is kills or chaos");
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
                options.number("busy", 150));
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

    private static List<Check> chaos(Fleet fleet, Options options, long seed) throws Exception {
        ChaosRun run = new ChaosRun(seed, options.number("requests", 5000), options.number("minutes", 10));
        Facts facts = run.on(fleet);
        return Judge.judge(facts);
    }
}
