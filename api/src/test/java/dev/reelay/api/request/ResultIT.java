package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.storage.ObjectStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class ResultIT {
    @Inject
    Tables tables;

    @Inject
    ObjectStore store;

    @BeforeEach
    void clear() {
        tables.clear();
        store.put("results/0.mp4", "abc".getBytes(StandardCharsets.UTF_8), "video/mp4");
        store.put("results/1.mp4", "def".getBytes(StandardCharsets.UTF_8), "video/mp4");
    }

    private static String fetched(String link) {
        return RestAssured.given().urlEncodingEnabled(false).get(link).asString();
    }

    @Test
    void aFinishedVideoIsALinkThatWorks() {
        UUID id = ACME.accepted();
        tables.complete(id, "results/", 1);

        JsonPath result = ACME.get(id, "/result").jsonPath();

        assertThat(result.getString("status")).isEqualTo("completed");
        assertThat(fetched(result.getString("output.video"))).isEqualTo("abc");
        assertThat(Instant.parse(result.getString("expires_at"))).isAfter(Instant.now());
        assertThat(result.getString("artifacts[0].uri")).isEqualTo("s3://reelay/results/0.mp4");
        assertThat(result.getString("artifacts[0].sha256")).isEqualTo("ab".repeat(32));
        assertThat(result.getDouble("artifacts[0].duration_seconds")).isEqualTo(5.04);
        assertThat(result.getInt("artifacts[0].width")).isEqualTo(960);
    }

    @Test
    void severalVideosAreAList() {
        UUID id = ACME.accepted();
        tables.complete(id, "results/", 2);

        List<String> videos = ACME.get(id, "/result").path("output.videos");

        assertThat(videos.stream().map(ResultIT::fetched)).containsExactly("abc", "def");
    }

    @Test
    void theContentIsARedirectToAFreshLink() {
        UUID id = ACME.accepted();
        assertThat(ACME.get(id, "/content").statusCode()).isEqualTo(409);
        tables.complete(id, "results/", 2);

        assertThat(ACME.get(id, "/content").statusCode()).isEqualTo(302);
        assertThat(fetched(ACME.get(id, "/content").header("Location"))).isEqualTo("abc");
        assertThat(fetched(ACME.get(id, "/content?n=1").header("Location"))).isEqualTo("def");
        assertThat(ACME.get(id, "/content?n=2").statusCode()).isEqualTo(404);
        assertThat(ACME.get(id, "/content?n=x").statusCode()).isEqualTo(404);
    }

    @Test
    void aFailureSaysWhatItMeans() {
        UUID id = ACME.accepted();
        UUID attempt = tables.claim(id);
        tables.text("""
                select settle_attempt(?, array['SUBMITTING'], 'UNKNOWN', false, 'unknown', 'submit_outcome_unknown',
                  'the connection broke', null)""", attempt);

        Response answer = ACME.get(id, "/result");

        assertThat(answer.<String>path("status")).isEqualTo("failed");
        assertThat(answer.<String>path("error.class")).isEqualTo("submit_outcome_unknown");
        assertThat(answer.<String>path("error.message")).isEqualTo("the connection broke");
        assertThat(answer.<Boolean>path("error.retryable")).isFalse();
        assertThat(answer.<Boolean>path("error.money_may_be_owed")).isTrue();
        assertThat(answer.<Object>path("output")).isNull();
        assertThat(ACME.get(id, "/content").statusCode()).isEqualTo(404);
    }

    @Test
    void everythingIsToldInItsOrder() {
        UUID id = ACME.accepted();
        tables.complete(id, "results/", 1);

        JsonPath whole = ACME.get(id, "").jsonPath();

        assertThat(whole.getList("timeline.type"))
                .containsExactly("generation.accepted", "attempt.started", "generation.completed");
        assertThat(whole.getList("timeline.number")).containsExactly(1, 2, 3);
        assertThat(whole.getList("attempts.state")).containsExactly("succeeded");
        assertThat(whole.getList("attempts.provider")).containsExactly("fal");
        assertThat(whole.getList("artifacts.uri")).containsExactly("s3://reelay/results/0.mp4");
    }
}
