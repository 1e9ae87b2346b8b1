package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that the first release made and filled, with its own functions, is brought up to date and served: what waited is
 * bought, what ended is told of as before, and what was in doubt is settled.
 */
class FirstReleaseIT {
    private static final String FIRST = "first-release";

    @TempDir
    Path folder;

    @Test
    void aDatabaseOfTheFirstReleaseIsServed() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms")
                .with(Setting.RESULT_SIZE, "64KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 10)) {
            String url = pieces.settings().getOrDefault("quarkus.datasource.jdbc.url", "");
            String owner = pieces.settings().getOrDefault("quarkus.datasource.username", "");
            makeAsItWas(url, owner);
            Roles.make(url, owner);
            Requests requests = new Requests(pieces.api().uri());
            pieces.worker("worker-1");

            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(statuses(requests))
                            .isEqualTo(new TreeMap<>(Map.of(
                                    "completed", "completed",
                                    "failed", "failed",
                                    "cancelled", "cancelled",
                                    "unknown", "failed",
                                    "held", "in_progress",
                                    "submitting", "failed",
                                    "accepted", "in_progress",
                                    "waiting", "completed",
                                    "unreceived", "completed"))));

            assertThat(pieces.simulator().bill().totals().submits().accepted())
                    .as("bought now")
                    .isEqualTo(2);
            assertThat(requests.get("/v1/spend?by=kind").path("lines")).isNotEmpty();
            assertThat(requests.get("/v1/events?types=generation.completed").path("events"))
                    .hasSize(3);
            String held = idOf(requests, "held");
            assertThat(requests.get("/v1/requests/" + held + "/status")
                            .at("/waiting/reason")
                            .asText())
                    .isEqualTo("held");
            requests.post("/v1/requests/" + held + "/attempts/1/settle", "{\"outcome\": \"resubmit\"}");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(statuses(requests)).containsEntry("held", "completed"));
        }
    }

    private static Map<String, String> statuses(Requests requests) throws Exception {
        Map<String, String> statuses = new TreeMap<>();
        for (JsonNode request : requests.get("/v1/requests").path("requests")) {
            statuses.put(
                    request.at("/metadata/kind").asText(),
                    request.path("status").asText());
        }
        return statuses;
    }

    private static String idOf(Requests requests, String kind) throws Exception {
        for (JsonNode request : requests.get("/v1/requests").path("requests")) {
            if (request.at("/metadata/kind").asText().equals(kind)) {
                return request.path("request_id").asText();
            }
        }
        throw new AssertionError("there is no request of the kind " + kind);
    }

    private static void makeAsItWas(String url, String owner) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, owner, "");
                Statement statement = connection.createStatement()) {
            statement.execute("drop schema public cascade; create schema public");
            Flyway.configure()
                    .dataSource(url, owner, "")
                    .locations("classpath:" + FIRST)
                    .load()
                    .migrate();
            statement.execute(filled());
        }
    }

    private static String filled() throws Exception {
        try (InputStream file = FirstReleaseIT.class.getResourceAsStream("/" + FIRST + "/filled.sql")) {
            assertThat(file).isNotNull();
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
