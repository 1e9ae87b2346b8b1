package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An api that is killed after a submit was accepted and before it was answered: the client comes again, and pays once. */
class KilledApiIT {
    private static final String SUBMIT = "/fal/fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String INPUT =
            "{\"prompt\": \"the keeper\", \"image_url\": \"https://cdn.example.com/first.jpg\"}";

    @TempDir
    static Path folder;

    @Test
    void aRepeatAfterAKillIsTheSameRequest() throws Exception {
        try (Pieces pieces = Pieces.start(
                folder,
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB"),
                10)) {
            Ledger ledger = new Ledger(pieces);
            Piece first = pieces.api();
            pieces.worker("worker");

            killBeforeTheAnswer(pieces, ledger, first);
            await().until(() -> ledger.count("generation", "true") == 1);
            Piece second = pieces.api();
            HttpResponse<String> again = submit(second.uri());

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(again.body())
                    .contains(ledger.rows("select id from generation").getFirst());
            await().atMost(Duration.ofSeconds(60)).until(() -> ledger.count("generation", "state = 'COMPLETED'") == 1);
            assertThat(pieces.simulator().bill().totals().work().rendered()).isOne();
            assertThat(submit(second.uri()).statusCode()).isEqualTo(200);
            assertThat(ledger.count("generation", "true"))
                    .as("what was answered is asked for anew")
                    .isEqualTo(2);
        }
    }

    /** What was sent to the database is carried out there, whether the api still lives or not. */
    private static void killBeforeTheAnswer(Pieces pieces, Ledger ledger, Piece api)
            throws SQLException, IOException, InterruptedException {
        try (Connection holding = connection(pieces);
                Socket client = new Socket(api.uri().getHost(), api.uri().getPort())) {
            holding.setAutoCommit(false);
            lock(holding);
            client.getOutputStream().write(request());
            await().until(() ->
                    ledger.count("pg_stat_activity", "wait_event_type = 'Lock' and query like '%accept_once%'") == 1);
            api.kill();
            holding.rollback();
        }
    }

    private static void lock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("lock table generation_input in access exclusive mode");
        }
    }

    private static byte[] request() {
        return ("POST " + SUBMIT + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Key " + Pieces.API_KEY
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + INPUT.length() + "\r\n\r\n"
                        + INPUT)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static HttpResponse<String> submit(URI api) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(api.resolve(SUBMIT))
                            .header("Authorization", "Key " + Pieces.API_KEY)
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(INPUT))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static Connection connection(Pieces pieces) throws SQLException {
        return DriverManager.getConnection(
                pieces.settings().get("quarkus.datasource.jdbc.url"),
                pieces.settings().get("quarkus.datasource.username"),
                "");
    }
}
