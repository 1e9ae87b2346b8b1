package dev.reelay.bench.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.bench.proof.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures of one run by name, in the order in which they were found, and what was checked. */
public final class Report {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final String scenario;
    private final Instant at;
    private final Map<String, String> plan;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, Outcome.Check> checks = new LinkedHashMap<>();

    public Report(String scenario, Instant at, Map<String, String> plan) {
        this.scenario = scenario;
        this.at = at;
        this.plan = plan;
    }

    public void figure(String name, double value) {
        figures.put(name, Math.round(value * 1000) / 1000.0);
    }

    /** Median and 99th percentile of values that are in order. */
    public void percentiles(String name, List<Double> sorted) {
        if (!sorted.isEmpty()) {
            figure(name + "_p50", sorted.get(sorted.size() / 2));
            figure(name + "_p99", sorted.get((int) (sorted.size() * 0.99)));
        }
    }

    public void checked(Map<String, Outcome.Check> more) {
        checks.putAll(more);
    }

    public boolean whole() {
        return checks.values().stream().allMatch(Outcome.Check::holds);
    }

    public JsonNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("scenario", scenario).put("at", at.toString()).put("whole", whole());
        json.set("plan", JSON.valueToTree(plan));
        json.set("figures", JSON.valueToTree(figures));
        json.set("checks", JSON.valueToTree(checks));
        return json;
    }

    /** Keeps it in a folder under a name. */
    public Path save(Path folder, String name) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(name + ".json");
        JSON.writeValue(file.toFile(), json());
        return file;
    }

    public void print() {
        System.out.println(scenario + " " + plan);
        figures.forEach((name, value) -> System.out.printf(Locale.ROOT, "  %-44s %12.2f%n", name, value));
        checks.forEach((name, check) ->
                System.out.printf("  %-44s %s, %s%n", name, check.holds() ? "holds" : "BROKEN", check.counted()));
    }

    /** Prints each figure against the same of an earlier run. */
    public void compare(Path earlier) throws IOException {
        JsonNode before = JSON.readTree(earlier.toFile()).path("figures");
        System.out.println("against " + earlier.getFileName());
        figures.forEach((name, value) -> {
            double old = before.path(name).asDouble(Double.NaN);
            if (old > 0) {
                System.out.printf(Locale.ROOT, "  %-44s %12.2f %12.2f  x %.2f%n", name, old, value, value / old);
            }
        });
    }
}
