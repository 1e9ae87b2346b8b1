package dev.reelay.pieces.kubernetes;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a folder of deploy/kubernetes comes to: as much of Kustomize as the files use, which are resources, images, a namespace
 * and patches whose maps are merged and whose lists take the place of others.
 */
final class Manifests {
    private static final Set<String> KNOWN =
            Set.of("apiVersion", "kind", "namespace", "resources", "images", "patches");

    private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();

    /** All objects by kind and name. */
    static Map<String, Map<String, Object>> of(String folder) throws IOException {
        Manifests manifests = new Manifests();
        manifests.read("deploy/kubernetes/" + folder);
        return manifests.objects;
    }

    private void read(String folder) throws IOException {
        Map<String, Object> root = documents(folder + "/kustomization.yaml").getFirst();
        if (!KNOWN.containsAll(root.keySet())) {
            throw new IllegalArgumentException("not known to this test: " + root.keySet());
        }
        for (Object resource : list(root, "resources")) {
            if (String.valueOf(resource).endsWith(".yaml")) {
                documents(folder + "/" + resource).forEach(one -> objects.put(name(one), one));
            } else {
                read(Repository.ROOT
                        .relativize(
                                Repository.ROOT.resolve(folder + "/" + resource).normalize())
                        .toString());
            }
        }
        for (Object patch : list(root, "patches")) {
            for (Map<String, Object> change :
                    documents(folder + "/" + map(patch).get("path"))) {
                merge(Objects.requireNonNull(objects.get(name(change)), name(change)), change);
            }
        }
        list(root, "images").forEach(image -> objects.values().forEach(one -> rename(one, map(image))));
        if (root.get("namespace") != null) {
            objects.values().forEach(one -> map(one.get("metadata")).put("namespace", root.get("namespace")));
        }
    }

    private static void merge(Map<String, Object> into, Map<String, Object> change) {
        change.forEach((key, value) -> {
            if (value instanceof Map && into.get(key) instanceof Map) {
                merge(map(into.get(key)), map(value));
            } else {
                into.put(key, value);
            }
        });
    }

    private static void rename(Object within, Map<String, Object> image) {
        if (within instanceof List<?> all) {
            all.forEach(one -> rename(one, image));
        } else if (within instanceof Map) {
            Map<String, Object> fields = map(within);
            if (String.valueOf(image.get("name")).equals(fields.get("image"))) {
                fields.put("image", image.get("newName") + ":" + image.get("newTag"));
            }
            fields.values().forEach(one -> rename(one, image));
        }
    }

    private static List<Map<String, Object>> documents(String file) throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(strict)).loadAll(Repository.read(file)).forEach(one -> documents.add(map(one)));
        return documents;
    }

    private static String name(Map<String, Object> object) {
        return object.get("kind") + "/" + map(object.get("metadata")).get("name");
    }

    static List<?> list(Map<String, Object> of, String key) {
        return of.get(key) instanceof List<?> found ? found : List.of();
    }

    /** What is below these keys; nothing where one of them is missing. */
    static Map<String, Object> at(Map<String, Object> of, String... path) {
        Map<String, Object> here = of;
        for (String key : path) {
            here = map(here.get(key));
        }
        return here;
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map ? (Map<String, Object>) value : Map.of();
    }
}
