package dev.reelay.pieces.kubernetes;

import static dev.reelay.pieces.kubernetes.Manifests.at;
import static dev.reelay.pieces.kubernetes.Manifests.list;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who is reached from where. */
class ReachTest {
    @Test
    void theCollectorOfTracesIsReached() throws IOException {
        Map<String, Map<String, Object>> objects = Manifests.of("overlays/production");
        URI collector = URI.create(String.valueOf(
                at(objects.getOrDefault("ConfigMap/reelay", Map.of()), "data").get("REELAY_TRACES_ENDPOINT")));
        Map<String, Object> policy = objects.getOrDefault("NetworkPolicy/reelay-traces", Map.of());
        Map<String, Object> egress =
                Manifests.map(list(at(policy, "spec"), "egress").getFirst());

        assertThat(at(policy, "spec", "podSelector", "matchLabels")).containsEntry("app.kubernetes.io/name", "reelay");
        assertThat(at(Manifests.map(list(egress, "to").getFirst()), "namespaceSelector", "matchLabels"))
                .containsEntry(
                        "kubernetes.io/metadata.name", collector.getHost().split("\\.", -1)[1]);
        assertThat(Manifests.map(list(egress, "ports").getFirst())).containsEntry("port", collector.getPort());
    }

    @Test
    void theIngressLeadsToEveryDoorAndToNoneOfTheInside() throws IOException {
        Map<String, Object> ingress = Manifests.of("overlays/production").getOrDefault("Ingress/reelay-api", Map.of());
        List<Map<String, Object>> led = list(at(ingress, "spec"), "rules").stream()
                .flatMap(rule -> list(at(Manifests.map(rule), "http"), "paths").stream())
                .map(Manifests::map)
                .toList();

        assertThat(Doors.all())
                .contains(
                        "/",
                        "/v1/requests",
                        "/fal",
                        "/fal-run",
                        "/api/fal/proxy",
                        "/openai/v1/videos",
                        "/ui",
                        "/webjars/htmx.org")
                .allMatch(door -> leads(led, door));
        assertThat(List.of("/q", "/q/metrics", "/q/health/ready", "/fal-ai")).noneMatch(inside -> leads(led, inside));
    }

    /** By the elements of the path, as Kubernetes compares them. */
    private static boolean leads(List<Map<String, Object>> led, String path) {
        return led.stream().anyMatch(one -> {
            String to = String.valueOf(one.get("path"));
            return switch (String.valueOf(one.get("pathType"))) {
                case "Exact" -> path.equals(to);
                case "Prefix" -> to.equals("/") || path.equals(to) || path.startsWith(to + "/");
                default -> throw new IllegalArgumentException("not known to this test: " + one);
            };
        });
    }
}
