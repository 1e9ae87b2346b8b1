package dev.reelay.api.ui;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list that renews itself: made once for many, and never older than the news. */
@QuarkusTest
@WithTestResource(Servers.class)
class LiveListIT {
    private static final String ROWS = "/ui/requests/rows";

    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void whoIsToldOfNewsFindsThemAndNobodyElseDoes() throws Exception {
        Visitor visitor = Visitor.with(ACME);
        Visitor stranger = Visitor.with(new Client(
                tenants.issueKey(tenants.ensure("umbrella", List.of()), "live").clear()));
        try (News news = new News(visitor)) {
            news.await();
            for (int round = 0; round < 3; round++) {
                visitor.page(ROWS);
                stranger.page(ROWS);
                UUID id = ACME.accepted();
                tables.position();
                news.await();

                assertThat(visitor.page(ROWS)).contains(id.toString());
                assertThat(visitor.page(ROWS + "?status=failed")).doesNotContain(id.toString());
                assertThat(stranger.page(ROWS)).doesNotContain(id.toString());
            }
        }
    }

    @Test
    void manyWhoAskAtOnceAllGetTheirRows() throws Exception {
        Visitor visitor = Visitor.with(ACME);
        try (News news = new News(visitor)) {
            news.await();
            for (int round = 0; round < 3; round++) {
                UUID id = ACME.accepted();
                tables.position();
                news.await();
                List<Callable<String>> many = Collections.nCopies(100, () -> visitor.page(ROWS));
                try (ExecutorService viewers = Executors.newVirtualThreadPerTaskExecutor()) {
                    for (Future<String> rows : viewers.invokeAll(many)) {
                        assertThat(rows.get()).contains(id.toString());
                    }
                }
            }
        }
    }

    /** An open page, which is told that there is something new. */
    private static final class News implements AutoCloseable {
        private final HttpClient http = HttpClient.newHttpClient();
        private final BufferedReader lines;

        News(Visitor visitor) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/ui/live"))
                    .header("Cookie", "reelay_session=" + visitor.cookie())
                    .header("Accept", "text/event-stream")
                    .build();
            lines = new BufferedReader(new InputStreamReader(
                    http.send(request, BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
        }

        /** Waits for the next word; ends with an error when the stream does. */
        void await() throws IOException {
            String line;
            do {
                line = lines.readLine();
                assertThat(line).as("the stream has ended").isNotNull();
            } while (!line.equals("event: changed"));
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
