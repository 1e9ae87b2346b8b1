package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.INPUT;
import static dev.reelay.api.testing.Client.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
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

    @Inject
    Tenants tenants;

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
    void whatWaitsForAPersonHasAWordOfItsOwn() {
        UUID held = ACME.accepted();
        tables.hold(held);
        UUID running = ACME.accepted();
        tables.claim(running);
        ACME.accepted();

        assertThat(ids(list("?status=held"))).containsExactly(held);
        assertThat(ids(list("?status=in_progress"))).containsExactly(running, held);
    }

    @Test
    void whatHasEndedIsFoundByHowAndWhy() {
        UUID moderated = ACME.accepted();
        UUID late = ACME.accepted();
        UUID cancelled = ACME.accepted();
        UUID done = ACME.accepted();
        tables.fail(moderated, "moderated");
        tables.fail(late, "timeout");
        ACME.call().post("/v1/requests/" + cancelled + "/cancel");
        tables.complete(done, "results/listed-", 1);

        assertThat(ids(list("?error=moderated"))).containsExactly(moderated);
        assertThat(ids(list("?status=failed"))).containsExactly(late, moderated);
        assertThat(ids(list("?status=failed&error=timeout"))).containsExactly(late);
        assertThat(ids(list("?status=cancelled"))).containsExactly(cancelled);
        assertThat(ids(list("?status=completed"))).containsExactly(done);
        assertThat(ids(list("?status=completed&error=timeout"))).isEmpty();
    }

    @Test
    void aBatchHasItsOwn() {
        UUID inside = ACME.accepted();
        ACME.accepted();
        UUID batch = UUID.randomUUID();
        tables.update("update generation set batch_id = ? where id = ?", batch, inside);

        assertThat(ids(list("?batch_id=" + batch))).containsExactly(inside);
        assertThat(ids(list("?batch_id=" + UUID.randomUUID()))).isEmpty();
    }

    @Test
    void anAdminSeesThoseOfOtherTenants() {
        UUID ours = ACME.accepted();
        Client other = new Client(
                tenants.issueKey(tenants.ensure("umbrella", List.of()), "tests").clear());
        UUID theirs = other.accepted();

        assertThat(ids(list(""))).containsExactly(ours);
        assertThat(ids(list("?tenant=umbrella"))).containsExactly(theirs);
        assertThat(list("?tenant=umbrella").getString("requests[0].tenant")).isEqualTo("umbrella");
        assertThat(ids(list("?tenant=*"))).containsExactly(theirs, ours);
        assertThat(ids(list("?tenant=acme"))).containsExactly(ours);
        assertThat(ACME.call().get("/v1/requests?tenant=nobody").<String>path("errors[0].parameter"))
                .isEqualTo("tenant");
        for (String another : List.of("acme", "nobody", "*")) {
            assertThat(other.call().get("/v1/requests?tenant=" + another).statusCode())
                    .isEqualTo(403);
        }
        assertThat(other.call().get("/v1/requests?tenant=umbrella").statusCode())
                .isEqualTo(200);
    }

    @Test
    void whatWouldBeRightIsTold() {
        Response answer = ACME.call()
                .get("/v1/requests?status=done&batch_id=7&error=bad&created_after=%2B999999999-01-01T00:00:00Z");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("errors.find { it.parameter == 'status' }.message"))
                .isEqualTo("must be one of in_queue, in_progress, held, quarantined, completed, failed, cancelled");
        assertThat(answer.<String>path("errors.find { it.parameter == 'error' }.message"))
                .startsWith("must be one of invalid_input, moderated");
        assertThat(answer.<List<String>>path("errors.parameter")).contains("batch_id", "created_after");
        assertThat(ACME.call()
                        .get("/v1/requests?created_after=2027-01-31T12:00:00Z&created_before=2027-01-30T12:00:00Z")
                        .<String>path("errors[0].parameter"))
                .isEqualTo("created_before");
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
