package dev.reelay.pieces.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ComposeTest {
    private static final List<String> OURS =
            List.of("migrate", "kafka-topics", "api", "worker-1", "worker-2", "simulator");
    private static final Pattern DURATION = Pattern.compile("(\\d+(us|ms|s|m|h))+");

    /** Not only beside their volumes: their images write below their programs' folders. */
    private static final Set<String> WRITTEN = Set.of("kafka", "s3");

    @Test
    void theServicesAreThePiecesOfReelay() throws IOException {
        assertThat(Compose.read().services().keySet())
                .containsAll(OURS)
                .contains("postgres", "kafka", "s3", "s3-users", "prometheus", "grafana")
                .hasSize(12);
    }

    @Test
    void itIsAsTheSpecificationsSchemaWantsIt() throws IOException {
        assertThat(PublishedSchemas.complaints("compose-spec", Compose.read().asItStands()))
                .isEmpty();
    }

    @Test
    void aSlipOfThePenIsSeen() throws IOException {
        for (Map<String, Object> slip : List.<Map<String, Object>>of(
                Map.of("enviroment", Map.of("A", "b")),
                Map.of("healthcheck", Map.of("test", List.of("CMD", "true"), "interwal", "5s")),
                Map.of("depends_on", Map.of("api", Map.of("condition", "service_is_healthy"))),
                Map.of("read_only", List.of("yes")),
                Map.of("cap_drop", "ALL"))) {
            assertThat(PublishedSchemas.complaints("compose-spec", Map.of("services", Map.of("api", slip))))
                    .as("%s", slip)
                    .isNotEmpty();
        }
        assertThat(PublishedSchemas.complaints("compose-spec", Map.of("servises", Map.of())))
                .isNotEmpty();
    }

    /** What the schema leaves open. */
    @Test
    void valuesAreOfTheSpecification() throws IOException {
        Compose.read().services().forEach((name, service) -> {
            assertThat(service.containsKey("image")).as(name).isTrue();
            assertThat(String.valueOf(service.containsKey("restart") ? service.get("restart") : "no"))
                    .isIn("no", "always", "on-failure", "unless-stopped");
            Map<?, ?> health = Compose.map(service, "healthcheck");
            health.forEach((key, value) -> {
                if (Set.of("interval", "timeout", "start_period").contains(String.valueOf(key))) {
                    assertThat(String.valueOf(value)).matches(DURATION);
                }
            });
            if (!health.isEmpty() && !health.containsKey("disable")) {
                assertThat(Compose.list(health, "test").getFirst()).isIn("CMD", "CMD-SHELL");
            }
            Compose.map(service, "environment")
                    .values()
                    .forEach(value -> assertThat(value).as(name).isInstanceOf(String.class));
        });
    }

    @Test
    void portsArePublishedOnLoopbackOnly() throws IOException {
        for (Map<?, ?> service : Compose.read().services().values()) {
            assertThat(Compose.list(service, "ports")).allMatch(port -> port.matches("127\\.0\\.0\\.1:\\d+:\\d+"));
        }
    }

    @Test
    void whatIsNeededExistsAndTellsWhenItIsThere() throws IOException {
        Compose compose = Compose.read();
        compose.services()
                .forEach((name, service) -> Compose.map(service, "depends_on").forEach((needed, how) -> {
                    Map<?, ?> other = compose.services().get(String.valueOf(needed));
                    assertThat(other).as("%s needs %s", name, needed).isNotNull();
                    if (other != null && "service_healthy".equals(((Map<?, ?>) how).get("condition"))) {
                        assertThat(other.containsKey("healthcheck") || other.containsKey("build"))
                                .as("health of %s", needed)
                                .isTrue();
                    }
                    // A profile that is away must not keep others from starting.
                    if (other != null && other.containsKey("profiles")) {
                        assertThat(((Map<?, ?>) how).get("required")).isEqualTo(false);
                    }
                }));
    }

    @Test
    void volumesAreDeclaredOrFilesOfTheProject() throws IOException {
        Compose compose = Compose.read();
        for (Map<?, ?> service : compose.services().values()) {
            for (String volume : Compose.list(service, "volumes")) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(Repository.ROOT.resolve(source)).exists();
                    assertThat(volume).endsWith(":ro");
                } else {
                    assertThat(compose.volumes().containsKey(source)).as(source).isTrue();
                }
            }
        }
    }

    @Test
    void imagesAreOfAFixedVersionOrBuiltHere() throws IOException {
        Compose.read().services().forEach((name, service) -> {
            String image = String.valueOf(service.get("image"));
            if (OURS.contains(name)) {
                assertThat(Repository.ROOT.resolve(service.get("build") + "/Dockerfile"))
                        .exists();
            } else {
                assertThat(image).contains(":").doesNotEndWith(":latest");
            }
        });
    }

    @Test
    void ourPiecesCanDoNothingButTheirWork() throws IOException {
        Compose compose = Compose.read();
        for (String name : OURS) {
            Map<?, ?> service = Map.copyOf(compose.services().getOrDefault(name, Map.of()));
            assertThat(service.get("read_only")).as(name).isEqualTo(true);
            assertThat(Compose.list(service, "tmpfs")).containsExactly("/tmp:exec");
            assertThat(Compose.list(service, "cap_drop")).containsExactly("ALL");
            assertThat(Compose.list(service, "security_opt")).containsExactly("no-new-privileges:true");
            assertThat(service.containsKey("mem_limit")).as(name).isTrue();
        }
    }

    /** More than none only where their images need it: PostgreSQL's begins as root and goes on as another user. */
    @Test
    void theServersOfOthersHaveNoRightsThatTheyDoNotNeed() throws IOException {
        Compose compose = Compose.read();
        compose.services().forEach((name, service) -> {
            assertThat(Compose.list(service, "cap_drop")).as(name).containsExactly("ALL");
            assertThat(Compose.list(service, "security_opt")).as(name).containsExactly("no-new-privileges:true");
            assertThat(Compose.list(service, "cap_add"))
                    .as(name)
                    .isEqualTo(
                            name.equals("postgres")
                                    ? List.of("CHOWN", "DAC_OVERRIDE", "FOWNER", "SETGID", "SETUID")
                                    : List.of());
            assertThat(Boolean.TRUE.equals(service.get("read_only")) || WRITTEN.contains(name))
                    .as(name)
                    .isTrue();
            assertThat(service.get("privileged")).as(name).isNull();
        });
    }

    @Test
    void theRootUserOfTheStoreIsNobodyElses() throws IOException {
        Compose compose = Compose.read();
        compose.services()
                .keySet()
                .forEach(name -> assertThat(compose.environment(name).values().stream()
                                .anyMatch(value -> value.contains("S3_ROOT_SECRET_KEY")))
                        .as(name)
                        .isEqualTo(List.of("s3", "s3-users").contains(name)));
        assertThat(compose.environment("api")).containsEntry("REELAY_S3_ACCESS_KEY", "reelay-api");
        assertThat(compose.environment("worker-1")).containsEntry("REELAY_S3_ACCESS_KEY", "reelay-worker");
    }

    @Test
    void theReadmeSaysHowToStartIt() throws IOException {
        String command = "docker compose --env-file deploy/compose/demo.env --profile demo up --build";

        assertThat(Repository.read("README.md")).contains("\n" + command + "\n");
        assertThat(Repository.read("docker-compose.yml")).contains("#   " + command + "\n");
    }

    /** All of them are asked for, and only the demo's file, which says what it is, answers. */
    @Test
    void noSecretHasADefault() throws IOException {
        Compose compose = Compose.read();
        Map<String, String> demo = compose.demo();
        compose.services()
                .forEach((name, service) -> compose.environment(name).forEach((variable, value) -> {
                    if (variable.matches(".*(PASSWORD|SECRET|SECRETS_KEY|API_KEY|_KEY)$")
                            && !variable.equals("REELAY_S3_ACCESS_KEY")) {
                        assertThat(value).as("%s of %s", variable, name).matches("\\$\\{[A-Z0-9_]+:(\\?.+|-)}");
                    }
                }));
        assertThat(compose.asked()).isSubsetOf(demo.keySet());
    }

    @Test
    void aStopWaitsLongerThanAWorkerDrains() throws IOException {
        Compose compose = Compose.read();
        for (String name : List.of("worker-1", "worker-2")) {
            Map<?, ?> worker = compose.services().getOrDefault(name, Map.of());
            int drain = seconds(compose.environment(name).getOrDefault("REELAY_RUN_DRAIN", ""));
            assertThat(seconds(String.valueOf(worker.get("stop_grace_period")))).isGreaterThanOrEqualTo(drain + 10);
        }
    }

    private static int seconds(String time) {
        assertThat(time).matches("\\d+s");
        return Integer.parseInt(time.substring(0, time.length() - 1));
    }
}
