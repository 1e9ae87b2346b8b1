package dev.reelay.pieces.document;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, with its anchors and merges resolved. */
public final class Compose {
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z0-9_]+):\\?");

    private final Map<?, ?> root;

    private Compose(Map<?, ?> root) {
        this.root = root;
    }

    public static Compose read() throws IOException {
        return new Compose(
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read("docker-compose.yml")));
    }

    /** By name; each as it stands in the file. */
    public Map<String, Map<?, ?>> services() {
        Map<String, Map<?, ?>> services = new HashMap<>();
        map(root, "services").forEach((name, service) -> services.put(String.valueOf(name), (Map<?, ?>) service));
        return services;
    }

    Map<?, ?> asItStands() {
        return root;
    }

    /** The variables that must be set. */
    Set<String> asked() throws IOException {
        return ASKED.matcher(Repository.read("docker-compose.yml"))
                .results()
                .map(variable -> variable.group(1))
                .collect(Collectors.toSet());
    }

    /** What the demo sets. */
    public Map<String, String> demo() throws IOException {
        return Repository.read("deploy/compose/demo.env")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')), line -> line.substring(line.indexOf('=') + 1)));
    }

    Map<?, ?> volumes() {
        return map(root, "volumes");
    }

    public Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        map(services().getOrDefault(service, Map.of()), "environment")
                .forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        return environment;
    }

    static Map<?, ?> map(Map<?, ?> of, String key) {
        return of.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }

    public static List<String> list(Map<?, ?> of, String key) {
        return of.get(key) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of();
    }
}
