package dev.reelay.pieces.kubernetes;

import static dev.reelay.pieces.kubernetes.Manifests.at;
import static dev.reelay.pieces.kubernetes.Manifests.list;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.pieces.document.KnownSettings;
import dev.reelay.pieces.document.PublishedSchemas;
import dev.reelay.pieces.sight.Dashboards;
import dev.reelay.pieces.sight.MetricsPage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KubernetesTest {
    private static final Pattern DURATION = Pattern.compile("\\d+s");

    @ParameterizedTest
    @ValueSource(strings = {"base", "migrate", "overlays/small", "overlays/production", "overlays/production-migrate"})
    void everyFieldIsOneOfTheApis(String folder) throws Exception {
        for (Map.Entry<String, Map<String, Object>> object :
                Manifests.of(folder).entrySet()) {
            if (object.getKey().startsWith("ScaledObject/")) {
                assertThat(PublishedSchemas.complaints("keda-scaledobject", object.getValue()))
                        .isEmpty();
            } else {
                assertThat(new StrictReader().strangeFields(object.getValue()))
                        .as(object.getKey())
                        .isEmpty();
                assertThat(PublishedApi.complaint(object.getValue()))
                        .as(object.getKey())
                        .isNull();
            }
        }
    }

    @Test
    void aSlipOfThePenIsSeen() throws Exception {
        Map<String, Object> job = Manifests.of("migrate").getOrDefault("Job/reelay-migrate", Map.of());
        at(job, "spec", "template", "spec").put("restartPolice", "Never");

        assertThat(new StrictReader().strangeFields(job))
                .hasSize(1)
                .first()
                .asString()
                .endsWith(": restartPolice");
        assertThat(PublishedApi.complaint(job)).contains("restartPolice");
    }

    @Test
    void whatIsMissingIsSeen() throws Exception {
        Map<String, Object> job = Manifests.of("migrate").getOrDefault("Job/reelay-migrate", Map.of());
        container(at(job, "spec", "template", "spec")).remove("name");

        assertThat(PublishedApi.complaint(job)).contains("required field `name`");
    }

    @Test
    void aSlipOfThePenIsSeenInWhatIsKedas() throws Exception {
        for (Map.Entry<String, Object> slip : Map.<String, Object>of(
                        "minReplicas", 2, "pollingInterval", "30s", "fallback", Map.of("replicas", 4))
                .entrySet()) {
            Map<String, Object> scaled = Manifests.of("base").getOrDefault("ScaledObject/reelay-worker", Map.of());
            at(scaled, "spec").put(slip.getKey(), slip.getValue());
            assertThat(PublishedSchemas.complaints("keda-scaledobject", scaled)).isNotEmpty();
        }
        for (Map.Entry<String, Object> slip : Map.<String, Object>of(
                        "ignoreNullValue", "false", "ignoreNullValues", false)
                .entrySet()) {
            Map<String, Object> scaled = Manifests.of("base").getOrDefault("ScaledObject/reelay-worker", Map.of());
            at(Manifests.map(list(at(scaled, "spec"), "triggers").getFirst()), "metadata")
                    .put(slip.getKey(), slip.getValue());
            assertThat(PublishedSchemas.complaints("keda-scaledobject", scaled)).isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "migrate"})
    void podsCanDoNothingButTheirWork(String folder) throws IOException {
        for (Map<String, Object> pod : pods(folder).values()) {
            assertThat(at(pod, "securityContext"))
                    .containsEntry("runAsNonRoot", true)
                    .containsEntry("runAsUser", 65532);
            assertThat(pod).containsEntry("automountServiceAccountToken", false);
            for (Map<String, Object> container : containers(pod)) {
                assertThat(at(container, "securityContext"))
                        .containsEntry("readOnlyRootFilesystem", true)
                        .containsEntry("allowPrivilegeEscalation", false);
                assertThat(at(container, "securityContext", "capabilities")).containsEntry("drop", List.of("ALL"));
                assertThat(at(container, "resources", "limits")).containsKey("memory");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "migrate"})
    void settingsExistAndSecretsAreOnlyReferredTo(String folder) throws IOException {
        KnownSettings known = new KnownSettings();
        Map<String, String> plain = new HashMap<>();
        Map<String, Map<String, Object>> objects = Manifests.of(folder);
        for (String settings : List.of("ConfigMap/reelay", "ConfigMap/reelay-migrate")) {
            at(objects.getOrDefault(settings, Map.of()), "data")
                    .forEach((name, value) -> plain.put(name, String.valueOf(value)));
        }
        for (Map<String, Object> pod : pods(folder).values()) {
            for (Map<String, Object> variable : variables(pod)) {
                String name = String.valueOf(variable.get("name"));
                assertThat(known.knows(name)).as(name).isTrue();
                if (variable.containsKey("value")) {
                    plain.put(name, String.valueOf(variable.get("value")));
                }
            }
        }
        assertThat(plain.keySet()).isNotEmpty().allMatch(known::knows).noneMatch(KubernetesTest::isSecret);
        assertThat(objects.keySet()).noneMatch(name -> name.startsWith("Secret/"));
    }

    @Test
    void aliveIsNotReadyAndADrainHasItsTime() throws IOException {
        Map<String, Map<String, Object>> pods = pods("base");
        for (Map<String, Object> pod : pods.values()) {
            Map<String, Object> container = container(pod);
            assertThat(at(container, "livenessProbe", "httpGet")).containsEntry("path", "/q/health/live");
            assertThat(at(container, "startupProbe", "httpGet")).containsEntry("path", "/q/health/live");
            assertThat(at(container, "readinessProbe", "httpGet")).containsEntry("path", "/q/health/ready");
        }
        Map<String, Object> worker = pods.getOrDefault("StatefulSet/reelay-worker", Map.of());
        String drain = list(container(worker), "env").stream()
                .map(Manifests::map)
                .filter(variable -> "REELAY_RUN_DRAIN".equals(variable.get("name")))
                .map(variable -> String.valueOf(variable.get("value")))
                .findFirst()
                .orElseThrow();
        assertThat(drain).matches(DURATION);
        assertThat((Integer) worker.get("terminationGracePeriodSeconds"))
                .isGreaterThan(Integer.parseInt(drain.replace("s", "")) + 20);
    }

    /** Each disruption budget, autoscaler, policy and service means pods that there are. */
    @Test
    void whatIsSelectedExists() throws IOException {
        Map<String, Map<String, Object>> objects = Manifests.of("base");
        List<Map<String, Object>> labels = new ArrayList<>();
        objects.values().forEach(object -> labels.add(at(object, "spec", "template", "metadata", "labels")));
        objects.forEach((name, object) -> {
            Map<String, Object> spec = at(object, "spec");
            for (String selector : List.of("selector", "podSelector")) {
                Map<String, Object> wanted = at(spec, selector);
                Map<String, Object> match = wanted.containsKey("matchLabels") ? at(wanted, "matchLabels") : wanted;
                if (!match.isEmpty()) {
                    assertThat(labels).as(name).anyMatch(has -> has.entrySet().containsAll(match.entrySet()));
                }
            }
            Map<String, Object> target = at(spec, "scaleTargetRef");
            if (!target.isEmpty()) {
                assertThat(objects).containsKey(target.get("kind") + "/" + target.get("name"));
            }
        });
        assertThat(objects).containsKeys("PodDisruptionBudget/reelay-api", "PodDisruptionBudget/reelay-worker");
    }

    @Test
    void workersAreScaledByMetricsThatExist() throws IOException {
        Map<String, Object> scaled = Manifests.of("base").getOrDefault("ScaledObject/reelay-worker", Map.of());
        String query = String.valueOf(at(
                        Manifests.map(list(at(scaled, "spec"), "triggers").getFirst()), "metadata")
                .get("query"));

        assertThat(Dashboards.metrics(query)).isNotEmpty().isSubsetOf(MetricsPage.names());
        assertThat(MetricsPage.addedUp(query)).isEmpty();
    }

    /** When Prometheus has lost the workers there is no value, and that must not be taken for nothing to do. */
    @Test
    void workersAreNotTakenAwayBecauseNobodyCanTell() throws IOException {
        for (String folder : List.of("base", "overlays/small", "overlays/production")) {
            Map<String, Object> spec =
                    at(Manifests.of(folder).getOrDefault("ScaledObject/reelay-worker", Map.of()), "spec");
            assertThat(list(spec, "triggers"))
                    .isNotEmpty()
                    .allSatisfy(trigger -> assertThat(at(Manifests.map(trigger), "metadata"))
                            .containsEntry("ignoreNullValues", "false"));
            assertThat(at(spec, "fallback")).containsEntry("behavior", "currentReplicasIfHigher");
        }
    }

    /** With the broker's password in its secret, and in the namespace in which the secrets are. */
    @Test
    void theStepBeforeARollOutSpeaksToTheSameServersAsTheRest() throws IOException {
        Map<String, Object> settings =
                at(Manifests.of("overlays/production").getOrDefault("ConfigMap/reelay", Map.of()), "data");
        Map<String, Map<String, Object>> objects = Manifests.of("overlays/production-migrate");
        Map<String, Object> places = at(objects.getOrDefault("ConfigMap/reelay-migrate", Map.of()), "data");
        Map<String, Object> pod = at(objects.getOrDefault("Job/reelay-migrate", Map.of()), "spec", "template", "spec");

        assertThat(places)
                .containsKeys("KAFKA_SECURITY_PROTOCOL", "KAFKA_SASL_MECHANISM", "QUARKUS_DATASOURCE_JDBC_URL");
        assertThat(settings).containsAllEntriesOf(places);
        assertThat(objects.values())
                .allMatch(one -> "reelay".equals(at(one, "metadata").get("namespace")));
        assertThat(containers(pod)).hasSize(2).allSatisfy(container -> {
            assertThat(isTaken(container, "configMapRef", Map.of("name", "reelay-migrate")))
                    .isTrue();
            assertThat(String.valueOf(container.get("image"))).matches("registry\\.example\\.com/.+:\\d.*");
        });
        assertThat(isTaken(containers(pod).getFirst(), "secretRef", Map.of("name", "reelay-kafka", "optional", true)))
                .isTrue();
    }

    private static boolean isTaken(Map<String, Object> container, String kind, Map<String, ?> from) {
        return list(container, "envFrom").stream()
                .anyMatch(one -> from.equals(Manifests.map(one).get(kind)));
    }

    @Test
    void anOverlayChangesPlacesAndImages() throws IOException {
        Map<String, Map<String, Object>> objects = Manifests.of("overlays/production");

        assertThat(at(objects.getOrDefault("ConfigMap/reelay", Map.of()), "data"))
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "false")
                .containsEntry("REELAY_S3_BUCKET", "example-videos");
        for (String kind : List.of("Deployment/reelay-api", "StatefulSet/reelay-worker")) {
            Map<String, Object> pod = at(objects.getOrDefault(kind, Map.of()), "spec", "template", "spec");
            assertThat(String.valueOf(container(pod).get("image"))).matches("registry\\.example\\.com/.+:\\d.*");
        }
        assertThat(objects.values())
                .allMatch(one -> "reelay".equals(at(one, "metadata").get("namespace")));
    }

    private static boolean isSecret(String name) {
        return name.matches(".*(PASSWORD|SECRET_KEY|SECRETS_KEY|API_KEY|FORMER_KEYS)$");
    }

    private static Map<String, Map<String, Object>> pods(String folder) throws IOException {
        Map<String, Map<String, Object>> pods = new TreeMap<>();
        Manifests.of(folder).forEach((name, object) -> {
            Map<String, Object> pod = at(object, "spec", "template", "spec");
            if (!pod.isEmpty()) {
                pods.put(name, pod);
            }
        });
        assertThat(pods).isNotEmpty();
        return pods;
    }

    private static List<Map<String, Object>> variables(Map<String, Object> pod) {
        return containers(pod).stream()
                .flatMap(container -> list(container, "env").stream())
                .map(Manifests::map)
                .toList();
    }

    /** Those that run before the others, too. */
    private static List<Map<String, Object>> containers(Map<String, Object> pod) {
        return Stream.concat(list(pod, "initContainers").stream(), list(pod, "containers").stream())
                .map(Manifests::map)
                .toList();
    }

    private static Map<String, Object> container(Map<String, Object> pod) {
        return Manifests.map(list(pod, "containers").getFirst());
    }
}
