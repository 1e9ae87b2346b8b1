package dev.reelay.api.limit;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(Servers.class)
class OfferingsIT {
    private static final String OFFERING_ID = "fal:fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final String OFFERING = "/v1/offerings/" + OFFERING_ID;

    @Inject
    Tables tables;

    @BeforeEach
    @AfterEach
    void asConfigured() {
        tables.clear();
    }

    @Test
    void offeringsTellHowTheyStand() throws JsonProcessingException {
        tables.claim(ACME.acceptedAt("fal"));
        tables.receive(ACME.acceptedAt("fal"));
        tables.receive(ACME.acceptedAt("fal"));
        tables.update(
                "update offering set failures = 6, failure = 'refused', opened_at = now(), open_until = now() + interval '1 min' where name = ?",
                OFFERING_ID);

        Response answer = ACME.call().get("/v1/offerings");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Description.complaints("Offerings", answer)).isEmpty();
        String one = "offerings.find { it.id == '" + OFFERING_ID + "' }";
        assertThat(answer.<String>path(one + ".model")).isEqualTo(Client.MODEL);
        assertThat(answer.<Integer>path(one + ".waiting")).isEqualTo(2);
        assertThat(answer.<Boolean>path(one + ".waiting_is_more")).isFalse();
        assertThat(answer.<Integer>path(one + ".in_flight")).isOne();
        assertThat(answer.<String>path(one + ".breaker.state")).isEqualTo("open");
        assertThat(answer.<String>path(one + ".breaker.last_failure")).isEqualTo("refused");
    }

    @Test
    void anOfferingIsChangedAtOnce() throws JsonProcessingException {
        UUID waits = ACME.acceptedAt("fal");
        tables.receive(waits);
        tables.update(
                "update offering set opened_at = now(), open_until = now() + interval '1 min' where name = ?",
                OFFERING_ID);
        assertThat(ACME.get(waits, "/status").<String>path("waiting.reason")).isEqualTo("breaker");

        Response answer = ACME.patch(OFFERING, "{\"slots\": 4, \"paused\": true, \"close_breaker\": true}");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(Description.complaints("Offering", answer)).isEmpty();
        assertThat(answer.<Integer>path("slots")).isEqualTo(4);
        assertThat(answer.<String>path("breaker.state")).isEqualTo("closed");
        assertThat(ACME.get(waits, "/status").<String>path("waiting.reason")).isEqualTo("paused");
        answer = ACME.patch(OFFERING, "{\"slots\": null, \"paused\": false}");
        assertThat(answer.<Object>path("slots")).isNull();
        assertThat(answer.<Boolean>path("paused")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"slots\": 0}            | /slots",
                "{\"paused\": 1}           | /paused",
                "{\"close_breaker\": false} | /close_breaker",
                "{\"weight\": 1}           | /weight"
            })
    void whatIsWrongWithAChangeOfAnOfferingIsNamed(String body, String pointer) {
        Response answer = ACME.patch(OFFERING, body);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.<String>path("errors[0].pointer")).isEqualTo(pointer);
    }

    @Test
    void whoeverWaitsForWorkersHearsOfAChange() {
        assertThat(tables.heardOn("reelay_pool", () -> ACME.patch(OFFERING, "{\"slots\": 4}")))
                .isEqualTo(tables.text("select id from pool where provider = 'fal'"));
    }

    @Test
    void whatIsNotThereIsNotChanged() {
        assertThat(ACME.patch("/v1/offerings/fal:nothing/here", "{\"slots\": 1}")
                        .<String>path("type"))
                .endsWith("unknown-offering");
    }
}
