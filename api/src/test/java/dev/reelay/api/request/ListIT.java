package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.INPUT;
import static dev.reelay.api.testing.Client.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class ListIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static List<UUID> ids(JsonPath page) {
        return page.getList("requests.request_id", String.class).stream()
                .map(UUID::fromString)
                .toList();
    }

    private static JsonPath list(String query) {
        return ACME.call()
                .get("/v1/requests" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutAGap() {
        List<UUID> made =
                new ArrayList<>(Stream.generate(ACME::accepted).limit(7).toList());
        Collections.reverse(made);

        List<UUID> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonPath page = list("?limit=3" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            seen.addAll(ids(page));
            cursor = page.getString("next_cursor");
            // What comes in meanwhile does not move the pages.
            ACME.accepted();
        }

        assertThat(seen).containsExactlyElementsOf(made);
    }

    @Test
    void thereIsNoCursorOnTheLastPage() {
        ACME.accepted();
        ACME.accepted();

        assertThat(list("?limit=2").getString("next_cursor")).isNull();
        assertThat(list("?limit=1").getString("next_cursor")).isNotNull();
    }

    @Test
    void filtersAreJoined() {
        UUID running = ACME.accepted();
        tables.claim(running);
        UUID queued = ACME.accepted();
        UUID elsewhere = Client.id(
                ACME.submit("{\"model\": \"" + MODEL + "\", \"providers\": [\"runcomfy\"], \"input\": " + INPUT + "}"));

        assertThat(ids(list("?status=in_progress"))).containsExactly(running);
        assertThat(ids(list("?status=in_queue"))).containsExactly(elsewhere, queued);
        assertThat(ids(list("?status=in_queue&provider=runcomfy"))).containsExactly(elsewhere);
        assertThat(ids(list("?model=" + MODEL))).hasSize(3);
        assertThat(ids(list("?model=other"))).isEmpty();
        assertThat(ids(list("?created_after=2099-01-01T00:00:00Z"))).isEmpty();
        assertThat(ids(list("?created_before=2099-01-01T00:00:00Z&created_after=2020-01-01T00:00:00%2B02:00")))
                .hasSize(3);
    }

    @Test
    void everyWrongParameterIsNamed() {
        Response answer = ACME.call()
                .get(
                        "/v1/requests?status=done&limit=201&cursor=x&created_after=now&colour=red&model=a&model=b&provider=%00");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<List<String>>path("errors.parameter"))
                .containsExactlyInAnyOrder("status", "limit", "cursor", "created_after", "colour", "model", "provider");
    }
}
