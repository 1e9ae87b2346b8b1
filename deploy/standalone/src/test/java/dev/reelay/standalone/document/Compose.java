package dev.reelay.standalone.document;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** docker-compose.yml, with its anchors and merges resolved. */
final class Compose {
    private final Map<?, ?> root;

    private Compose(Map<?, ?> root) {
        this.root = root;
    }

    static Compose read() throws IOException {
        return new Compose(
                new Yaml(new SafeConstructor(new LoaderOptions())).load(Repository.read("docker-compose.yml")));
    }

    /** By name; each as it stands in the file. */
    Map<String, Map<?, ?>> services() {
        Map<String, Map<?, ?>> services = new HashMap<>();
        map(root, "services").forEach((name, service) -> services.put(String.valueOf(name), (Map<?, ?>) service));
        return services;
    }

    Map<?, ?> volumes() {
        return map(root, "volumes");
    }

    Map<String, String> environment(String service) {
        Map<String, String> environment = new HashMap<>();
        map(services().getOrDefault(service, Map.of()), "environment")
                .forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
        return environment;
    }

    static Map<?, ?> map(Map<?, ?> of, String key) {
        return of.get(key) instanceof Map<?, ?> found ? found : Map.of();
    }

    static List<String> list(Map<?, ?> of, String key) {
        return of.get(key) instanceof List<?> found
                ? found.stream().map(String::valueOf).toList()
                : List.of();
    }
}
