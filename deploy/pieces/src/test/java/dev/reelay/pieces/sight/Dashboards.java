package dev.reelay.pieces.sight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.processes.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The dashboards of deploy/observability/grafana, and what their panels ask for. */
public final class Dashboards {
    private static final Pattern IN_BRACES_OR_QUOTES = Pattern.compile("\\{[^}]*}|\"[^\"]*\"|\\[[^]]*]");
    private static final Pattern GROUPING = Pattern.compile("by \\([^)]*\\)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)+|\\bup\\b");
    private static final Set<String> FUNCTIONS = Set.of("histogram_quantile", "label_values");

    private Dashboards() {}

    public static List<JsonNode> read() throws IOException {
        List<JsonNode> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(Repository.ROOT.resolve("deploy/observability/grafana"))) {
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".json")).toList()) {
                all.add(new ObjectMapper().readTree(file.toFile()));
            }
        }
        return all;
    }

    /** Every query of every panel. */
    public static List<String> expressions() throws IOException {
        List<String> expressions = new ArrayList<>();
        for (JsonNode dashboard : read()) {
            dashboard.findValues("expr").forEach(expression -> expressions.add(expression.asText()));
        }
        return expressions;
    }

    /** The metrics that an expression names. */
    public static Set<String> metrics(String expression) {
        String bare = GROUPING.matcher(IN_BRACES_OR_QUOTES.matcher(expression).replaceAll(""))
                .replaceAll("");
        Set<String> names = new TreeSet<>();
        NAME.matcher(bare)
                .results()
                .map(name -> name.group())
                .filter(name -> !FUNCTIONS.contains(name))
                .forEach(names::add);
        return names;
    }
}
