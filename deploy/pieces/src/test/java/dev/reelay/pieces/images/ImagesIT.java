package dev.reelay.pieces.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.pieces.document.Compose;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo of docker-compose.yml without an engine: the images are built by their Dockerfiles and run by their entry points in
 * the order that the file asks for, as a user who can write nothing, and as roles that may do only what is theirs.
 */
class ImagesIT {
    @TempDir
    Path folder;

    private final List<Image> images = new ArrayList<>();
    private final List<Container> running = new ArrayList<>();

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void theDemoRunsWithoutRights() throws Exception {
        try (Machine machine = new Machine(folder)) {
            Image api = image("deploy/api-app", true);
            Image worker = image("deploy/worker-app", false);
            Image simulator = image("deploy/simulator", false);

            start(machine, "migrate", api).awaitCompletion();
            start(machine, "kafka-topics", api).awaitCompletion();
            start(machine, "simulator", simulator).awaitHealth();
            Container serves = start(machine, "api", api);
            List<Container> workers = List.of(start(machine, "worker-1", worker), start(machine, "worker-2", worker));
            serves.awaitHealth();
            workers.forEach(Container::awaitHealth);

            String video = aVideoIsMade(machine);
            assertThat(video).contains("\"status\":\"completed\"");
            rolesMayDoNoMore(machine);
            // A step that may be repeated, also while all is running.
            start(machine, "migrate", api).awaitCompletion();
            for (Container one : workers) {
                assertThat(one.said()).contains("{\"timestamp\"").doesNotContain("permission denied");
                one.stop(Duration.ofSeconds(45));
            }
            assertThat(serves.said()).doesNotContain("permission denied", "[warning][aot]");
            serves.stop(Duration.ofSeconds(20));
        } finally {
            running.forEach(Container::close);
            for (Image image : images) {
                image.unseal();
            }
        }
    }

    private Image image(String context, boolean prepared) throws Exception {
        Image image = Image.build(context, folder.resolve(context.replace('/', '-')), prepared);
        images.add(image);
        return image;
    }

    private Container start(Machine machine, String service, Image image) throws Exception {
        Container container = Container.start(
                image,
                machine.command(service),
                machine.environment(service),
                folder.resolve(service + "-" + running.size() + ".log"));
        running.add(container);
        return container;
    }

    private static String aVideoIsMade(Machine machine) throws Exception {
        URI api = URI.create("http://127.0.0.1:" + machine.port("api"));
        String key = "Bearer " + Compose.read().demo().get("REELAY_API_KEY");
        try (HttpClient http = HttpClient.newHttpClient()) {
            String accepted = http.send(
                            HttpRequest.newBuilder(api.resolve("/v1/models/luma/ray-2/image-to-video"))
                                    .header("Authorization", key)
                                    .header("Content-Type", "application/json")
                                    .header("Idempotency-Key", "one")
                                    .POST(HttpRequest.BodyPublishers.ofString("""
                                            {"prompt": "a boat", "image_url": "https://example.com/first.jpg"}"""))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
            String id = accepted.replaceAll("(?s).*\"request_id\":\"([^\"]*)\".*", "$1");
            HttpRequest status = HttpRequest.newBuilder(api.resolve("/v1/requests/" + id + "/status"))
                    .header("Authorization", key)
                    .build();
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () -> http.send(status, HttpResponse.BodyHandlers.ofString())
                                    .body(),
                            body -> body.contains("\"completed\"") || body.contains("\"failed\""));
        }
    }

    private static void rolesMayDoNoMore(Machine machine) throws SQLException {
        Map<String, List<String>> forbidden = Map.of(
                "reelay_api",
                List.of(
                        "create table mine (id int)",
                        "drop table event",
                        "delete from generation",
                        "update event set data = '{}'",
                        "insert into artifact select * from artifact",
                        "update partition_epoch set epoch = 0",
                        "select drop_events(now())",
                        "select * from flyway_schema_history"),
                "reelay_worker",
                List.of(
                        "create table mine (id int)",
                        "truncate generation",
                        "delete from attempt",
                        "select hash from api_key",
                        "insert into tenant (name) values ('mine')",
                        "update event set data = '{}'",
                        "drop table event"));
        for (Map.Entry<String, List<String>> role : forbidden.entrySet()) {
            try (Connection connection = machine.connect("reelay", role.getKey());
                    Statement statement = connection.createStatement()) {
                for (String sql : role.getValue()) {
                    assertThatThrownBy(() -> statement.execute(sql))
                            .as("%s as %s", sql, role.getKey())
                            .isInstanceOf(SQLException.class)
                            .hasMessageFindingMatch("permission denied|must be owner");
                }
            }
        }
    }
}
