package dev.reelay.bench;

import dev.reelay.bench.report.Report;
import dev.reelay.processes.Addresses;
import dev.reelay.processes.Options;
import dev.reelay.processes.Pieces;
import dev.reelay.processes.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Runs one scenario and ends with status 0 only if every check held. docs/benchmark.md tells the options. */
public final class Benchmark {
    private static final Set<String> KNOWN = Set.of(
            "scenario",
            "generations",
            "rate",
            "generation-time",
            "result-size",
            "slots",
            "seconds",
            "results",
            "name",
            "compare",
            "senders",
            "read-back",
            "set",
            "worker-heap",
            "api-heap",
            "worker-java",
            "api-java",
            "statements",
            "data",
            "api",
            "api-key",
            "jdbc",
            "kafka",
            "simulator",
            "pid",
            "warm-up");

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Report report = run(Path.of("").toAbsolutePath(), arguments);
        System.exit(report.whole() ? 0 : 1);
    }

    /** Runs from the project's folder; everything that was started is ended, whatever happens. */
    static Report run(Path root, String... arguments) throws Exception {
        Options options = Options.of(KNOWN, arguments);
        Plan plan = Scenario.named(options.one("scenario", "burst")).plan(options);
        Path folder = folder(root, options);
        Pieces pieces = Pieces.of(wishes(root, folder, plan, options));
        Thread last = new Thread(pieces::close, "end-all-pieces");
        Runtime.getRuntime().addShutdownHook(last);
        try {
            Report report = run(options, plan, pieces);
            report.print();
            Path results = root.resolve(options.one("results", "deploy/bench/target"));
            String name = options.one("name", plan.scenario().word());
            System.out.println("kept in " + report.save(results, name));
            if (options.one("compare").isPresent()) {
                report.compare(root.resolve(options.one("compare").get()));
            }
            return report;
        } finally {
            pieces.close();
            Runtime.getRuntime().removeShutdownHook(last);
            clear(folder, options);
        }
    }

    private static Report run(Options options, Plan plan, Pieces pieces) throws Exception {
        boolean ours = options.one("api").isEmpty();
        Addresses at = ours ? pieces.start(java(options, "api", "256m")) : elsewhere(options);
        Run run = new Run(plan, options, at, InstantSource.system());
        if (ours) {
            run.beforeWorker();
            pieces.startWorker("worker", Map.of(), java(options, "worker", "512m"));
        }
        Map<String, Long> pids = new HashMap<>(pieces.pids());
        options.pairs("pid").forEach((name, pid) -> pids.put(name, Long.valueOf(pid)));
        pids.put("load", ProcessHandle.current().pid());
        return run.measure(pids, pieces);
    }

    private static Addresses elsewhere(Options options) {
        return Addresses.of(
                options.one("api", ""),
                options.one("api-key", ""),
                options.one("jdbc", ""),
                options.one("kafka", ""),
                options.one("simulator", ""));
    }

    private static Wishes wishes(Path root, Path folder, Plan plan, Options options) {
        Map<String, String> settings = new HashMap<>();
        settings.put("reelay.providers.fal.slots", String.valueOf(plan.slots()));
        settings.put("reelay.run.most", String.valueOf(Math.max(20000, plan.slots())));
        settings.putAll(plan.scenario().settings());
        settings.putAll(options.pairs("set"));
        return new Wishes(
                root,
                folder,
                settings,
                List.of("fal"),
                List.of("--keep-jobs=200000", "--keep-bodies=100"),
                options.one("statements").isPresent());
    }

    private static List<String> java(Options options, String piece, String heap) {
        List<String> java = new ArrayList<>(List.of("-Xmx" + options.one(piece + "-heap", heap)));
        java.addAll(options.all(piece + "-java"));
        return java;
    }

    /** The pieces' data: a fresh folder that is removed at the end, unless the caller named one. */
    private static Path folder(Path root, Options options) throws IOException {
        if (options.one("data").isPresent()) {
            return Files.createDirectories(root.resolve(options.one("data").get()));
        }
        Path target = Files.createDirectories(root.resolve("deploy/bench/target"));
        return Files.createTempDirectory(target, "run-");
    }

    private static void clear(Path folder, Options options) throws IOException {
        if (options.one("data").isPresent()) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
