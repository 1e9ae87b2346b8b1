package dev.reelay.api.overview;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Description;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.overview.Overview;
import dev.reelay.overview.ReadOverview;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class OverviewIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @Inject
    ReadOverview overviews;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private @Nullable Integer acme() {
        return tenants.named("acme").orElseThrow().id();
    }

    private static Map<String, Long> reasons(Overview overview) {
        return overview.waiting().stream()
                .collect(Collectors.toMap(Overview.Reason::reason, Overview.Reason::requests));
    }

    private static long sum(Overview overview, ToLongFunction<Overview.Minute> what) {
        return overview.throughput().stream().mapToLong(what).sum();
    }

    @Test
    void whatWaitsIsCountedByItsReason() {
        ACME.accepted();
        UUID turn = ACME.acceptedAt("runcomfy");
        tables.receive(turn);
        UUID submitting = ACME.acceptedAt("fal");
        tables.claim(submitting);
        UUID rendering = ACME.acceptedAt("fal");
        UUID attempt = tables.claim(rendering);
        tables.update("update attempt set state = 'ACCEPTED', running_at = now() where id = ?", attempt);
        tables.hold(ACME.acceptedAt("fal"));
        UUID paused = ACME.acceptedAt("fal");
        tables.receive(paused);
        ACME.patch("/v1/accounts/fal/default", "{\"paused\": true}");

        Map<String, Long> reasons = reasons(overviews.read(acme()));

        assertThat(reasons)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "not_yet_received", 1L,
                        "turn", 1L,
                        "submitting", 1L,
                        "rendering", 1L,
                        "held", 1L,
                        "paused", 1L));
        assertThat(ACME.get(paused, "/status").<String>path("waiting.reason")).isEqualTo("paused");
    }

    @Test
    void whatCameInAndEndedIsCountedByTheMinute() {
        UUID done = ACME.accepted();
        tables.complete(done, "results/overview-", 1);
        tables.fail(ACME.accepted(), "moderated");
        tables.fail(ACME.accepted(), "moderated");
        tables.fail(ACME.accepted(), "timeout");
        ACME.call().post("/v1/requests/" + ACME.accepted() + "/cancel");
        UUID before = ACME.accepted();
        tables.update(
                "update generation set accepted_at = now() - interval '2 hours', ended_at = now() - interval '2 hours' where id = ?",
                before);

        Overview overview = overviews.read(acme());

        assertThat(overview.throughput()).hasSize(60);
        assertThat(sum(overview, Overview.Minute::accepted)).isEqualTo(5);
        assertThat(sum(overview, Overview.Minute::completed)).isEqualTo(1);
        assertThat(sum(overview, Overview.Minute::failed)).isEqualTo(3);
        assertThat(sum(overview, Overview.Minute::cancelled)).isEqualTo(1);
        assertThat(overview.failures())
                .containsExactly(new Overview.Failed("moderated", 2), new Overview.Failed("timeout", 1));
    }

    @Test
    void theOldestWithoutAnEndSaysWhyItWaits() throws JsonProcessingException {
        tables.fail(ACME.accepted(), "moderated");
        UUID oldest = ACME.acceptedAt("fal");
        tables.claim(oldest);
        ACME.accepted();

        Response answer = ACME.call().get("/v1/overview?tenant=*");

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(Description.complaints("Overview", answer)).isEmpty();
        assertThat(answer.<String>path("oldest.request_id")).isEqualTo(oldest.toString());
        assertThat(answer.<String>path("oldest.waiting.reason")).isEqualTo("submitting");
        assertThat(answer.<Integer>path("spend_today[0].attempts")).isEqualTo(1);
    }

    @Test
    void whereNothingIsThereIsNothingToTell() {
        Overview overview = overviews.read(acme());

        assertThat(overview.oldest()).isNull();
        assertThat(overview.waiting()).isEmpty();
        assertThat(overview.failures()).isEmpty();
        assertThat(overview.spentToday()).isEmpty();
    }

    @Test
    void eachTenantSeesItsOwnAndAnAdminAll() {
        Client other = new Client(
                tenants.issueKey(tenants.ensure("umbrella", List.of()), "tests").clear());
        other.accepted();
        ACME.accepted();

        assertThat(reasons(overviews.read(acme()))).containsEntry("not_yet_received", 1L);
        assertThat(reasons(overviews.read(null))).containsEntry("not_yet_received", 2L);
        assertThat(other.call().get("/v1/overview").statusCode()).isEqualTo(200);
        assertThat(other.call().get("/v1/overview?tenant=*").statusCode()).isEqualTo(403);
        assertThat(ACME.call().get("/v1/overview?tenant=nobody").statusCode()).isEqualTo(400);
    }
}
