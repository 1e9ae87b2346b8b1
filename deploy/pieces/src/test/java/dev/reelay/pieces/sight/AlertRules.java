package dev.reelay.pieces.sight;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules of deploy/observability/alerts.yml, by the alerts' names, in their order. */
public final class AlertRules {
    private AlertRules() {}

    /** One rule; {@code runbook} is the page's place in the repository. */
    public record Rule(String expression, String severity, String summary, String runbook) {}

    public static Map<String, Rule> read() throws IOException {
        Map<?, ?> root = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Repository.read("deploy/observability/alerts.yml"));
        Map<String, Rule> rules = new LinkedHashMap<>();
        for (Map<?, ?> group : maps(root, "groups")) {
            for (Map<?, ?> rule : maps(group, "rules")) {
                rules.put(text(rule, "alert"), rule(rule));
            }
        }
        return rules;
    }

    private static Rule rule(Map<?, ?> rule) {
        Map<?, ?> labels = (Map<?, ?>) rule.get("labels");
        Map<?, ?> annotations = (Map<?, ?>) rule.get("annotations");
        return new Rule(
                text(rule, "expr"),
                text(labels == null ? Map.of() : labels, "severity"),
                text(annotations == null ? Map.of() : annotations, "summary"),
                text(annotations == null ? Map.of() : annotations, "runbook"));
    }

    private static List<Map<?, ?>> maps(Map<?, ?> of, String key) {
        List<Map<?, ?>> maps = new ArrayList<>();
        if (of.get(key) instanceof List<?> found) {
            found.forEach(one -> maps.add((Map<?, ?>) one));
        }
        return maps;
    }

    private static String text(Map<?, ?> of, String key) {
        return String.valueOf(of.get(key));
    }
}
