package dev.reelay.api.event;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
class EventsIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    @Test
    void anEventIsACloudEvent() {
        UUID id = ACME.accepted();
        tables.position();

        Response page = page("");

        assertThat(page.<List<?>>path("events")).hasSize(1);
        assertThat(page.<String>path("events[0].specversion")).isEqualTo("1.0");
        assertThat(page.<String>path("events[0].id")).isEqualTo(tables.text("select id from event"));
        assertThat(page.<String>path("events[0].source")).isEqualTo("/reelay");
        assertThat(page.<String>path("events[0].type")).isEqualTo("dev.reelay.generation.accepted.v1");
        assertThat(page.<String>path("events[0].subject")).isEqualTo("generation/" + id);
        assertThat(page.<String>path("events[0].dataschema")).isEqualTo("urn:reelay:event:generation.accepted:v1");
        assertThat(page.<String>path("events[0].data.request_id")).isEqualTo(id.toString());
        assertThat(page.<Integer>path("events[0].data.number")).isOne();
        assertThat(page.<Integer>path("events[0].data.position")).isEqualTo(next(page));
        assertThat(page.<Boolean>path("more")).isFalse();
    }

    @Test
    void whatHasNoPositionYetIsNotTold() {
        ACME.accepted();
        assertThat(page("").<List<?>>path("events")).isEmpty();
    }

    @Test
    void aReaderThatWasAwayCatchesUpPageByPage() {
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            accepted.add(ACME.accepted().toString());
        }
        tables.position();

        List<String> read = new ArrayList<>();
        Response page = page("?limit=10");
        read.addAll(page.path("events.data.request_id"));
        while (page.<Boolean>path("more")) {
            page = page("?limit=10&after=" + next(page));
            read.addAll(page.path("events.data.request_id"));
        }

        assertThat(read).containsExactlyElementsOf(accepted);
        assertThat(page("?after=" + next(page)).<List<?>>path("events")).isEmpty();
    }

    @Test
    void onlyWantedTypesAreTold() {
        tables.complete(ACME.accepted(), "a/", 1);
        ACME.accepted();
        tables.position();

        Response page = page("?types=generation.completed,generation.failed");

        assertThat(page.<List<String>>path("events.type")).containsExactly("dev.reelay.generation.completed.v1");
        assertThat(next(page)).as("past what was not wanted").isEqualTo(last());
    }

    @Test
    void anotherTenantsEventsAreNeverTold() {
        ACME.accepted();
        tables.position();
        Client other = other();

        Response page = other.call().get("/v1/events");

        assertThat(page.<List<?>>path("events")).isEmpty();
        assertThat(next(page)).as("their number is no secret, their content is").isEqualTo(last());
    }

    @ParameterizedTest
    @CsvSource({
        "?after=x, after",
        "?after=-1, after",
        "?after=999999999999, after",
        "?limit=0, limit",
        "?limit=1001, limit",
        "?types=generation.exploded, types",
        "?type=generation.completed, type",
        "?after=0&after=1, after"
    })
    void aWrongParameterIsNamed(String query, String parameter) {
        Response answer = page(query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.<String>path("errors[0].parameter")).isEqualTo(parameter);
    }

    @Test
    void aReaderThatWasAwayForTooLongIsToldSo() {
        ACME.accepted();
        ACME.accepted();
        tables.position();
        tables.update("delete from event_position where position = (select min(position) from event_position)");

        Response answer = page("?after=" + (last() - 2));

        assertThat(answer.statusCode()).isEqualTo(410);
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:events-gone");
        assertThat(answer.<String>path("detail")).contains("after=" + (last() - 1));
        assertThat(page("").<List<?>>path("events")).hasSize(1);
        assertThat(page("?after=0").<List<?>>path("events"))
                .as("0 is the oldest that is kept")
                .hasSize(1);
    }

    @Test
    void anAnswerInAnotherTypeIsNotHad() {
        Response answer = ACME.call().accept("application/xml").get("/v1/events");
        assertThat(answer.statusCode()).isEqualTo(406);
        assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:not-acceptable");
    }

    private Client other() {
        return new Client(
                tenants.issueKey(tenants.ensure("umbrella", List.of()), "tests").clear());
    }

    private int last() {
        return tables.count("select positioned from event_relay");
    }

    private static Response page(String query) {
        return ACME.call().get("/v1/events" + query);
    }

    private static int next(Response page) {
        return page.<Integer>path("next");
    }
}
