package dev.reelay.bench;

import dev.reelay.bench.piece.Addresses;
import dev.reelay.bench.piece.Pieces;
import dev.reelay.bench.piece.Wishes;
import dev.reelay.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs one scenario and ends with status 0 only if every check held. docs/benchmark.md tells the options. */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Report report = run(Path.of("").toAbsolutePath(), arguments);
        System.exit(report.whole() ? 0 : 1);
    }

    /** Runs from the project's folder; everything that was started is ended, whatever happens. */
    static Report run(Path root, String... arguments) throws Exception {
        Options options = Options.of(arguments);
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
        Addresses at = ours ? pieces.start() : elsewhere(options);
        Run run = new Run(plan, options, at, InstantSource.system());
        if (ours) {
            run.beforeWorker();
            pieces.startWorker();
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
        settings.putAll(options.pairs("set"));
        List<String> worker = new ArrayList<>(List.of("-Xmx" + options.one("worker-heap", "512m")));
        worker.addAll(options.all("worker-java"));
        List<String> api = new ArrayList<>(List.of("-Xmx256m"));
        api.addAll(options.all("api-java"));
        return new Wishes(
                root, folder, settings, worker, api, options.one("statements").isPresent());
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
