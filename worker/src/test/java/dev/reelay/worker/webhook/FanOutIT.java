package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.event.EventType;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.EndpointDraft;
import dev.reelay.webhook.Replay;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FanOutIT {
    private static final URI SOMEWHERE = URI.create("https://example.com/in");

    private FreshDatabase fresh;
    private Subscriptions subscriptions;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        subscriptions = new Subscriptions(fresh.database());
    }

    @AfterEach
    void close() {
        fresh.close();
    }

    @Test
    void anEndpointGetsTheTypesThatItAskedForOfItsOwnTenant() {
        subscriptions.endpoint(SOMEWHERE, EventType.GENERATION_COMPLETED);
        new Subscriptions(fresh.database()).endpoint(SOMEWHERE);
        UUID subject = subscriptions.happen(2);
        subscriptions.record(subject, 3, EventType.GENERATION_COMPLETED);
        subscriptions.position();

        assertThat(fresh.database().query("select type from delivery", row -> row.getString(1)))
                .containsExactly(EventType.GENERATION_COMPLETED);
    }

    @Test
    void aRequestsOwnUrlIsToldOfTheEndUnlessItAskedForMore() {
        Rows rows = new Rows(fresh.database());
        subscriptions.endpoints().ensureForRequests(subscriptions.tenant());
        List<UUID> requests = rows.accepted(subscriptions.tenant(), rows.account("fal", 10), 3);
        fresh.database()
                .update("update generation set webhook_url = 'https://a.example.com/x' where id <> ?", requests.get(0));
        fresh.database()
                .update("update generation set webhook_types = '{attempt.started}' where id = ?", requests.get(2));
        for (UUID request : requests) {
            subscriptions.record(request, 2, EventType.ATTEMPT_STARTED);
            subscriptions.record(request, 3, EventType.GENERATION_FAILED);
        }
        subscriptions.position();

        assertThat(fresh.database()
                        .query(
                                "select d.subject_id, d.type from delivery d order by d.position",
                                row -> Map.entry(row.getObject(1, UUID.class), row.getString(2))))
                .containsExactlyInAnyOrder(
                        Map.entry(requests.get(1), EventType.GENERATION_FAILED),
                        Map.entry(requests.get(2), EventType.ATTEMPT_STARTED));
    }

    @Test
    void aTestGoesToItsEndpointAloneEvenWhenThatIsDisabled() {
        subscriptions.endpoint(SOMEWHERE);
        Endpoint tried = subscriptions.endpoint(SOMEWHERE).endpoint();
        subscriptions
                .endpoints()
                .change(subscriptions.tenant(), tried.id(), new EndpointDraft(null, null, null, null, null, false));
        subscriptions.endpoints().test(subscriptions.tenant(), tried.id());
        subscriptions.position();

        assertThat(fresh.database()
                        .query(
                                "select endpoint_id from delivery where type = 'webhook.test'",
                                row -> row.getObject(1, UUID.class)))
                .containsExactly(tried.id());
    }

    @Test
    void aReplayTakesWhatWasMissedAndCountsItFirst() {
        subscriptions.happen(3);
        Endpoint late = subscriptions.endpoint(SOMEWHERE).endpoint();
        subscriptions.happen(2);
        Replay replay = new Replay(fresh.database());
        Replay.Wanted missed = new Replay.Wanted(0, 100, null, Set.of(), true);

        assertThat(replay.count(subscriptions.tenant(), late.id(), missed)).isEqualTo(3);
        assertThat(replay.run(subscriptions.tenant(), late.id(), missed)).isEqualTo(3);
        assertThat(replay.count(subscriptions.tenant(), late.id(), missed)).isZero();
        assertThat(replay.count(subscriptions.tenant(), late.id(), new Replay.Wanted(0, 100, null, Set.of(), false)))
                .isEqualTo(5);
        assertThat(replay.count(subscriptions.tenant(), late.id(), new Replay.Wanted(2, 4, null, Set.of(), false)))
                .isEqualTo(2);
        assertThat(fresh.database()
                        .query(
                                "select count(distinct event_id) from delivery where endpoint_id = ?",
                                row -> row.getInt(1),
                                late.id()))
                .containsExactly(5);
    }

    @Test
    void aDeliveryIsMadeAgainWithTheSameEvent() {
        subscriptions.endpoint(SOMEWHERE);
        subscriptions.happen(1);
        UUID first = fresh.database()
                .query("select id from delivery", row -> row.getObject(1, UUID.class))
                .getFirst();

        assertThat(new Deliveries(fresh.database()).redeliver(subscriptions.tenant(), first))
                .isPresent();
        assertThat(new Deliveries(fresh.database()).redeliver(subscriptions.tenant() + 1, first))
                .isEmpty();
        assertThat(subscriptions.count("select count(distinct event_id) from delivery"))
                .isEqualTo(1);
        assertThat(subscriptions.count("select count(*) from delivery_due")).isEqualTo(2);
    }

    @Test
    void whatWaitsForADisabledEndpointEndsAndSaysWhy() {
        Endpoint endpoint = subscriptions.endpoint(SOMEWHERE).endpoint();
        subscriptions.happen(2);
        subscriptions
                .endpoints()
                .change(subscriptions.tenant(), endpoint.id(), new EndpointDraft(null, null, null, null, null, false));

        assertThat(subscriptions.count("select count(*) from delivery where reason = 'the endpoint was disabled'"))
                .isEqualTo(2);
        assertThat(subscriptions.count("select count(*) from delivery_due")).isZero();
        subscriptions
                .endpoints()
                .change(subscriptions.tenant(), endpoint.id(), new EndpointDraft(null, null, null, null, null, true));
        subscriptions.happen(1);
        assertThat(subscriptions.count("select count(*) from delivery_due where position > 3"))
                .isPositive();
    }

    @Test
    void oldDaysOfDeliveriesAreDroppedUnlessSomethingIsStillToBeDelivered() {
        subscriptions.endpoint(SOMEWHERE);
        subscriptions.happen(1);
        // Then the plan may read every name there is.
        fresh.database().update("analyze pg_class, pg_inherits");
        String tomorrow = "select drop_deliveries(now() + interval '2 days')";
        assertThat(fresh.database().query(tomorrow, row -> row.getInt(1))).containsExactly(1);
        fresh.database().update("delete from delivery_due");
        assertThat(fresh.database().query(tomorrow, row -> row.getInt(1))).containsExactly(2);
        assertThat(subscriptions.count("select count(*) from delivery")).isZero();
        fresh.database().update("update event_relay set published = positioned");
        String events = "select drop_events(now() + interval '2 days')";
        assertThat(fresh.database().query(events, row -> row.getInt(1)))
                .as("yesterday has none")
                .containsExactly(1);
        assertThat(fresh.database().query(events, row -> row.getInt(1)))
                .as("today has positions")
                .containsExactly(0);
        fresh.database()
                .query(
                        "select drop_positions(now() + interval '2 days', 0, 100)",
                        row -> Optional.ofNullable(row.getString(1)));
        assertThat(fresh.database().query(events, row -> row.getInt(1))).containsExactly(1);
    }

    @Test
    void nothingIsLeftToDeliverToAnEndpointThatIsGone() {
        Endpoint endpoint = subscriptions.endpoint(SOMEWHERE).endpoint();
        subscriptions.record(UUID.randomUUID(), 1, EventType.ATTEMPT_STARTED);
        subscriptions.endpoints().delete(subscriptions.tenant(), endpoint.id());
        subscriptions.position();
        assertThat(subscriptions.count("select count(*) from delivery_due")).isZero();
    }

    @Test
    void failuresThatLieFarApartAreNotOneLongFailure() {
        Endpoint endpoint = subscriptions.endpoint(SOMEWHERE).endpoint();
        subscriptions.happen(2);
        List<UUID> deliveries = fresh.database()
                .query("select id from delivery order by position", row -> row.getObject(1, UUID.class));
        fail(endpoint, deliveries.get(0));
        fresh.database()
                .update(
                        "update webhook_endpoint set failing_since = now() - interval '6 days', failed_at = now() - interval '6 days'");
        fail(endpoint, deliveries.get(1));
        assertThat(subscriptions.count("select count(*) from webhook_endpoint where state = 'enabled'"))
                .isEqualTo(1);
    }

    @Test
    void aTryThatEndsAfterItsEndpointWasDisabledIsLoggedAsItWas() {
        Endpoint endpoint = subscriptions.endpoint(SOMEWHERE).endpoint();
        subscriptions.happen(1);
        UUID delivery = fresh.database()
                .query("select id from delivery", row -> row.getObject(1, UUID.class))
                .getFirst();
        subscriptions
                .endpoints()
                .change(subscriptions.tenant(), endpoint.id(), new EndpointDraft(null, null, null, null, null, false));
        tried(endpoint, delivery, "delivered");
        assertThat(new Deliveries(fresh.database()).find(subscriptions.tenant(), delivery))
                .hasValueSatisfying(one -> {
                    assertThat(one.delivery().state()).isEqualTo("delivered");
                    assertThat(one.delivery().reason()).isNull();
                    assertThat(one.tries()).hasSize(1);
                });
    }

    private void fail(Endpoint endpoint, UUID delivery) {
        tried(endpoint, delivery, "failed");
    }

    private void tried(Endpoint endpoint, UUID delivery, String outcome) {
        fresh.database().query("select keep_tries(?::jsonb, interval '5 days')", row -> row.getInt(1), """
                        [{"delivery_id": "%s", "endpoint_id": "%s", "at": "2026-01-01T00:00:00Z", "latency_ms": 1,
                          "outcome": "%s"}]""".formatted(
                        delivery, endpoint.id(), outcome));
    }
}
