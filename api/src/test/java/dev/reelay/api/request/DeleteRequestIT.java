package dev.reelay.api.request;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Client;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import dev.reelay.storage.ObjectStore;
import dev.reelay.tenant.Tenants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class DeleteRequestIT {
    @Inject
    Tables tables;

    @Inject
    Tenants tenants;

    @Inject
    ObjectStore store;

    @BeforeEach
    void clear() {
        tables.clear();
    }

    private static int delete(Client client, UUID id) {
        return client.call().delete("/v1/requests/" + id).statusCode();
    }

    private static Response submit(String prompt) {
        return ACME.call()
                .contentType("application/json")
                .header("Idempotency-Key", "order-17")
                .body("""
                        {"model": "%s", "metadata": {"secret": "word"}, "webhook_url": "https://hooks.example.com/word",
                         "input": {"prompt": "%s", "image_url": "https://example.com/a.jpg"}}""".formatted(Client.MODEL, prompt))
                .post("/v1/requests");
    }

    /** A request that is completed, with a large input and two files in the bucket. */
    private UUID completed() {
        UUID id = Client.id(submit("word ".repeat(500)));
        String input = "inputs/1/" + id;
        store.put(input, "{\"prompt\": \"word\"}".getBytes(StandardCharsets.UTF_8), "application/json");
        tables.update("update generation_input set input = null, object_key = ? where generation_id = ?", input, id);
        tables.complete(id, "acme/" + id + "/", 2);
        for (int n = 0; n < 2; n++) {
            store.put("acme/" + id + "/" + n + ".mp4", new byte[] {1, 2, 3}, "video/mp4");
        }
        return id;
    }

    private String spent() {
        return ACME.call().get("/v1/spend?by=provider,model,key").asString();
    }

    @Test
    void itsTextAndItsFilesAreGoneAndTheLedgerIsAsBefore() {
        UUID id = completed();
        String spent = spent();
        String ledger = tables.text("select string_agg(state || charge, ',') from attempt");

        assertThat(delete(ACME, id)).isEqualTo(204);

        assertThat(ACME.get(id, "").statusCode()).isEqualTo(404);
        assertThat(ACME.get(id, "/result").statusCode()).isEqualTo(404);
        assertThat(ACME.get(id, "/events").statusCode()).isEqualTo(404);
        assertThat(ACME.call().post("/v1/requests/" + id + "/cancel").statusCode())
                .isEqualTo(404);
        assertThat(ACME.call().get("/v1/requests").asString()).doesNotContain(id.toString());
        assertThat(delete(ACME, id)).isEqualTo(404);
        assertThat(store.exists("inputs/1/" + id)).isFalse();
        assertThat(store.exists("acme/" + id + "/0.mp4")).isFalse();
        assertThat(store.exists("acme/" + id + "/1.mp4")).isFalse();
        assertThat(everythingOf(id)).doesNotContain("word");
        assertThat(tables.count("select count(*) from doomed_object")).isZero();
        assertThat(spent()).isEqualTo(spent);
        assertThat(tables.text("select string_agg(state || charge, ',') from attempt"))
                .isEqualTo(ledger);
    }

    private String everythingOf(UUID id) {
        return tables.text("""
                select (select string_agg(g::text, '') from generation g where id = ?)
                  || (select coalesce(string_agg(i::text, ''), '') from generation_input i where generation_id = ?)
                  || (select string_agg(e::text, '') from event e where subject_id = ?)
                  || (select string_agg(a::text, '') from attempt a where generation_id = ?)""", id, id, id, id);
    }

    @Test
    void itsKeyGoesOnStandingForItSoThatNothingIsBoughtAgain() {
        UUID id = completed();
        delete(ACME, id);

        Response again = submit("word ".repeat(500));

        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(Client.id(again)).isEqualTo(id);
        assertThat(again.header("Idempotent-Replay")).isEqualTo("true");
        assertThat(tables.count("select count(*) from generation")).isOne();
    }

    @Test
    void whatMayStillComeToSomethingIsNotDeleted() {
        UUID waits = ACME.accepted();
        UUID runs = ACME.accepted();
        tables.claim(runs);
        UUID held = ACME.accepted();
        tables.hold(held);
        UUID doubtful = ACME.accepted();
        UUID attempt = tables.claim(doubtful);
        tables.unknown(attempt);

        for (UUID id : List.of(waits, runs, held, doubtful)) {
            Response answer = ACME.call().delete("/v1/requests/" + id);
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.<String>path("type")).isEqualTo("urn:reelay:problem:not-deletable");
        }
        assertThat(tables.count("select count(*) from generation_input")).isEqualTo(4);
    }

    @Test
    void aRequestOfABatchIsDeletedOnceItsBatchHasEnded() {
        UUID id = completed();
        UUID batch = UUID.randomUUID();
        tables.update(
                "insert into batch (id, tenant_id, concurrency, state) select ?, tenant_id, 1, 'RUNNING' from generation",
                batch);
        tables.update(
                "insert into batch_line (batch_id, n, asked, generation_id, state) values (?, 1, '{\"a\": \"word\"}', ?, 'COMPLETED')",
                batch,
                id);
        tables.update("update generation set batch_id = ?", batch);
        assertThat(delete(ACME, id)).isEqualTo(409);

        tables.update("update batch set state = 'COMPLETED', ended_at = now()");

        assertThat(delete(ACME, id)).isEqualTo(204);
        assertThat(tables.count("select count(*) from batch_line where asked is null"))
                .isOne();
    }

    @Test
    void nobodyDeletesAnothersAndAViewerDeletesNothing() {
        UUID id = completed();
        tenants.ensure("umbrella", List.of());
        Response other = ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"o\", \"tenant\": \"umbrella\"}")
                .post("/v1/keys");
        Response viewer = ACME.call()
                .contentType("application/json")
                .body("{\"name\": \"v\", \"role\": \"viewer\"}")
                .post("/v1/keys");

        assertThat(delete(new Client(other.path("key")), id)).isEqualTo(404);
        assertThat(delete(new Client(viewer.path("key")), id)).isEqualTo(403);
        assertThat(ACME.get(id, "").statusCode()).isEqualTo(200);
    }

    @Test
    void theDeletionIsInTheAuditLog() {
        UUID id = completed();
        delete(ACME, id);

        assertThat(ACME.call().get("/v1/audit?act=request.deleted").<String>path("entries[0].subject"))
                .isEqualTo(id.toString());
    }
}
