package dev.reelay.api.topic;

import static dev.reelay.api.testing.Client.ACME;
import static dev.reelay.api.testing.Client.INPUT;
import static dev.reelay.api.testing.Client.MODEL;
import static dev.reelay.api.topic.TopicClient.bytes;
import static dev.reelay.api.topic.TopicClient.good;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Records;
import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Servers.class)
class RequestsByTopicIT {
    private static final String ENVELOPE = "{\"model\": \"" + MODEL + "\", \"input\": " + INPUT + "}";

    @Inject
    Tables tables;

    @Inject
    Records records;

    private TopicClient topic;

    @BeforeEach
    void clear() {
        tables.clear();
        topic = new TopicClient();
    }

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aRecordBecomesTheSameRequestAsABody() throws Exception {
        UUID byHttp = ACME.accepted();

        topic.send(good("a"), bytes(ENVELOPE));
        awaitGenerations(2);

        String byTopic = tables.text("select id::text from generation where id <> ?", byHttp);
        String columns =
                "select jsonb_build_array(tenant_id, api_key_id, model, offering, provider, candidates, price, on_unknown)"
                        + " || (select jsonb_build_array(input) from generation_input where generation_id = g.id)"
                        + " from generation g where id = ?::uuid";
        assertThat(tables.text(columns, byTopic)).isEqualTo(tables.text(columns, byHttp.toString()));
        await().untilAsserted(() -> assertThat(records.ids()).contains(UUID.fromString(byTopic)));
    }

    @Test
    void structuredModeIsReadToo() throws Exception {
        topic.send(
                List.of(
                        "Authorization",
                        "Bearer " + Servers.KEY,
                        "content-type",
                        "application/cloudevents+json; charset=UTF-8"),
                bytes("""
                        {"specversion": "1.0", "id": "s", "source": "/tests", "type": "dev.reelay.request.v1",
                         "datacontenttype": "application/json", "data": %s}""".formatted(ENVELOPE)));

        awaitGenerations(1);
        // The same event in the other mode is the same event.
        topic.send(good("s"), bytes(ENVELOPE));
        topic.send(good("t"), bytes(ENVELOPE));
        awaitGenerations(2);
    }

    @Test
    void oneThatComesAgainIsOneRequestAndAnotherSourceIsAnother() throws Exception {
        for (int i = 0; i < 20; i++) {
            topic.send(good("a"), bytes(ENVELOPE));
        }
        List<String> other = good("a");
        other.set(other.indexOf("/tests"), "/other");
        topic.send(other, bytes(ENVELOPE));

        awaitGenerations(2);
        topic.send(good("last"), bytes(ENVELOPE));
        awaitGenerations(3);
        assertThat(tables.count("select count(*) from event where type = 'generation.accepted'"))
                .isEqualTo(3);
    }

    @Test
    void aTenantsOwnTopicNeedsNoKey() throws Exception {
        topic.send("reelay.requests.acme", good("a").subList(2, 10), bytes(ENVELOPE), null);

        awaitGenerations(1);
        assertThat(tables.text("select t.name || coalesce(g.api_key_id::text, ' without a key')"
                        + " from generation g join tenant t on t.id = g.tenant_id"))
                .isEqualTo("acme without a key");
    }

    @Test
    void nothingIsTakenInForATenantThatIsSuspended() throws Exception {
        tables.update("update tenant set suspended_at = now() where name = 'acme'");
        try {
            topic.send("reelay.requests.acme", good("a").subList(2, 10), bytes(ENVELOPE), null);

            assertThat(TopicClient.problem(topic.deadLetter()).path("type").asText())
                    .endsWith("tenant-suspended");
        } finally {
            tables.update("update tenant set suspended_at = null where name = 'acme'");
        }
        assertThat(tables.count("select count(*) from generation")).isZero();
    }

    private void awaitGenerations(int count) {
        await().untilAsserted(() ->
                assertThat(tables.count("select count(*) from generation")).isEqualTo(count));
    }
}
