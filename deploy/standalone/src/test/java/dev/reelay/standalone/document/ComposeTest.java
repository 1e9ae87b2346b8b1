package dev.reelay.standalone.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComposeTest {
    @Test
    void theServicesAreThePiecesOfReelay() throws IOException {
        assertThat(Compose.read().services())
                .containsOnlyKeys(
                        "api",
                        "worker-1",
                        "worker-2",
                        "simulator",
                        "postgres",
                        "kafka",
                        "kafka-topics",
                        "s3",
                        "s3-bucket");
    }

    @Test
    void portsArePublishedOnLoopbackOnly() throws IOException {
        for (Map<?, ?> service : Compose.read().services().values()) {
            assertThat(Compose.list(service, "ports")).allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    @Test
    void whatIsNeededExistsAndTellsWhenItIsThere() throws IOException {
        Compose compose = Compose.read();
        compose.services()
                .forEach((name, service) -> Compose.map(service, "depends_on").forEach((needed, how) -> {
                    Map<?, ?> other = compose.services().get(String.valueOf(needed));
                    assertThat(other).as("%s needs %s", name, needed).isNotNull();
                    if ("service_healthy".equals(((Map<?, ?>) how).get("condition"))) {
                        assertThat(Compose.map(other, "healthcheck"))
                                .as("health of %s", needed)
                                .isNotEmpty();
                    }
                }));
    }

    @Test
    void volumesAreDeclaredOrFoldersThatTheBuildMakes() throws IOException {
        Compose compose = Compose.read();
        for (Map<?, ?> service : compose.services().values()) {
            for (String volume : Compose.list(service, "volumes")) {
                String source = volume.substring(0, volume.indexOf(':'));
                if (source.startsWith("./")) {
                    assertThat(source).endsWith("/target/quarkus-app");
                    assertThat(Repository.ROOT
                                    .resolve(source.replace("/target/quarkus-app", "/pom.xml"))
                                    .normalize())
                            .exists();
                } else {
                    assertThat(compose.volumes().containsKey(source)).as(source).isTrue();
                }
            }
        }
    }

    @Test
    void imagesAreOfAFixedVersion() throws IOException {
        List<String> images = Compose.read().services().values().stream()
                .map(service -> String.valueOf(service.get("image")))
                .toList();

        assertThat(images).allMatch(image -> image.contains(":") && !image.endsWith(":latest"));
    }
}
