package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.event.EventType;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Endpoints;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.webhook.Receiver.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliverEventsIT {
    private FreshDatabase fresh;
    private Receiver receiver;
    private OutgoingHttp http;
    private Subscriptions subscriptions;
    private Engine engine;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        receiver = Receiver.start();
        http = Outside.client(receiver.port());
        subscriptions = new Subscriptions(fresh.database());
        engine = new Engine(fresh.database(), http, Map.of("reelay.webhooks.disable-after", "5d"));
    }

    @AfterEach
    void close() {
        engine.close();
        http.close();
        receiver.close();
        fresh.close();
    }

    @Test
    void eventsArriveInOrderSignedWithTheEventsOwnId() {
        Endpoints.Made made = subscriptions.endpoint(receiver.at("/in"), List.of());
        subscriptions.happen(5);
        engine.start();

        awaited(() -> assertThat(receiver.posted()).hasSize(5));
        assertThat(receiver.posted()).extracting(Receiver.Posted::number).containsExactly(1, 2, 3, 4, 5);
        assertThat(receiver.posted()).allSatisfy(post -> {
            assertThat(post.header("webhook-id"))
                    .isEqualTo(post.event().path("id").asText());
            assertThat(post.header("webhook-signature"))
                    .isEqualTo(made.secret()
                            .sign(
                                    post.header("webhook-id"),
                                    Long.parseLong(post.header("webhook-timestamp")),
                                    post.body().getBytes(StandardCharsets.UTF_8)));
            assertThat(post.header("authorization")).isEqualTo("Bearer theirs");
            assertThat(post.header("content-type")).startsWith("application/cloudevents+json");
            assertThat(post.type()).isEqualTo("dev.reelay.attempt.started.v1");
        });
        awaited(() -> assertThat(subscriptions.states()).hasSize(5).containsOnly("delivered"));
        assertThat(subscriptions.count("select count(*) from delivery_due")).isZero();
    }

    @Test
    void whileASecretIsRotatedBothSign() {
        Endpoints.Made first = subscriptions.endpoint(receiver.at("/in"));
        Endpoints.Made second = subscriptions
                .endpoints()
                .rotate(subscriptions.tenant(), first.endpoint().id(), Duration.ofDays(1))
                .orElseThrow();
        subscriptions.happen(1);
        engine.start();

        awaited(() -> assertThat(receiver.posted()).hasSize(1));
        Receiver.Posted post = receiver.posted().getFirst();
        long at = Long.parseLong(post.header("webhook-timestamp"));
        assertThat(post.header("webhook-signature").split(" "))
                .containsExactly(
                        second.secret()
                                .sign(post.header("webhook-id"), at, post.body().getBytes(StandardCharsets.UTF_8)),
                        first.secret()
                                .sign(post.header("webhook-id"), at, post.body().getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aFailedFirstTryHoldsNothingBackAndIsRepeatedWithTheSameId() {
        subscriptions.endpoint(receiver.at("/in"), List.of(1));
        receiver.then(Answer.of(500));
        subscriptions.happen(3);
        engine.start();

        awaited(() -> assertThat(receiver.posted()).hasSize(4));
        assertThat(receiver.posted()).extracting(Receiver.Posted::number).containsExactly(1, 2, 3, 1);
        assertThat(receiver.posted().getLast().header("webhook-id"))
                .isEqualTo(receiver.posted().getFirst().header("webhook-id"));
        awaited(() -> assertThat(subscriptions.states()).containsOnly("delivered"));
    }

    @Test
    void aSlowFirstTryIsWaitedForWithinItsRequestAndNotBeyond() throws InterruptedException {
        subscriptions.endpoint(receiver.at("/in"));
        CountDownLatch slow = new CountDownLatch(1);
        UUID held = subscriptions.happen(2);
        receiver.always(post -> {
            if (post.event().at("/data/request_id").asText().equals(held.toString()) && post.number() == 1) {
                await(slow);
            }
            return Answer.of(204);
        });
        subscriptions.happen(2);
        engine.start();

        awaited(() -> assertThat(receiver.posted()).hasSize(3));
        Thread.sleep(500);
        assertThat(receiver.posted()).hasSize(3);
        slow.countDown();
        awaited(() -> assertThat(receiver.posted()).hasSize(4));
    }

    @Test
    void fiveHundredThenTwoHundredThenGone() {
        Endpoint endpoint =
                subscriptions.endpoint(receiver.at("/in"), List.of(1, 60)).endpoint();
        receiver.then(Answer.of(500), Answer.of(200), new Answer(410, Map.of(), "no more"));
        UUID subject = subscriptions.happen(1);
        engine.start();
        awaited(() -> assertThat(subscriptions.states()).containsExactly("delivered"));

        subscriptions.record(subject, 2, EventType.GENERATION_COMPLETED);
        subscriptions.position();
        engine.wake();
        awaited(() -> assertThat(subscriptions.states()).containsExactly("delivered", "failed"));
        assertThat(subscriptions.endpoints().find(subscriptions.tenant(), endpoint.id()))
                .hasValueSatisfying(found -> assertThat(found.disabled())
                        .isNotNull()
                        .extracting(Endpoint.Disabled::reason)
                        .isEqualTo("gone"));
        assertThat(subscriptions.count("select count(*) from event where type = 'webhook.disabled'"))
                .isEqualTo(1);
        List<Delivery> log = new Deliveries(fresh.database()).to(subscriptions.tenant(), endpoint.id(), null, null, 10);
        assertThat(new Deliveries(fresh.database())
                        .find(subscriptions.tenant(), log.getFirst().id()))
                .hasValueSatisfying(one -> assertThat(one.tries())
                        .singleElement()
                        .satisfies(tried -> {
                            assertThat(tried.status()).isEqualTo(410);
                            assertThat(tried.excerpt()).isEqualTo("no more");
                        }));

        subscriptions.happen(1);
        assertThat(subscriptions.count("select count(*) from delivery_due")).isZero();
    }

    @Test
    void aRedirectIsAFailureAndIsNotFollowed() {
        subscriptions.endpoint(receiver.at("/in"), List.of(60));
        receiver.then(
                new Answer(307, Map.of("Location", receiver.at("/elsewhere").toString()), ""));
        subscriptions.happen(1);
        engine.start();

        awaited(() -> assertThat(subscriptions.count("select count(*) from delivery_try where status = 307"))
                .isEqualTo(1));
        assertThat(receiver.posted()).extracting(Receiver.Posted::path).containsExactly("/in");
    }

    @Test
    void theReceiversOwnWaitIsNotUndercut() {
        subscriptions.endpoint(receiver.at("/in"), List.of(1, 1));
        receiver.then(new Answer(429, Map.of("Retry-After", "600"), ""));
        subscriptions.happen(1);
        engine.start();
        awaited(() -> assertThat(subscriptions.count(
                        "select count(*) from delivery_due where due_at > now() + interval '9 minutes'"))
                .isEqualTo(1));
        assertThat(receiver.posted()).hasSize(1);
    }

    @Test
    void aReceiverThatIsAwayForAnHourMissesNothing() {
        subscriptions.endpoint(receiver.at("/in"), List.of(5, 60, 600, 3600));
        receiver.always(post -> Answer.of(503));
        subscriptions.happen(3);
        engine.start();
        for (String waited : List.of("6 seconds", "70 seconds", "12 minutes")) {
            awaited(() -> assertThat(subscriptions.count("select min(tries) from delivery_due"))
                    .isPositive());
            long before = receiver.posted().size();
            subscriptions.pass(waited);
            engine.wake();
            awaited(() -> assertThat(receiver.posted().size()).isEqualTo(before + 3));
            awaited(() -> assertThat(subscriptions.count(
                            "select count(*) from delivery_due where due_at < now() + interval '2 seconds'"))
                    .isZero());
        }
        receiver.always(post -> Answer.of(200));
        subscriptions.pass("67 minutes");
        engine.wake();

        awaited(() -> assertThat(subscriptions.states()).hasSize(3).containsOnly("delivered"));
        assertThat(receiver.posted().stream()
                        .map(post -> post.header("webhook-id"))
                        .distinct())
                .hasSize(3);
    }

    @Test
    void whatFailsForDaysIsDisabledAndSaysSo() {
        Endpoint endpoint = subscriptions
                .endpoint(receiver.at("/in"), List.of(86_400, 86_400))
                .endpoint();
        receiver.always(post -> Answer.of(500));
        subscriptions.happen(1);
        engine.start();
        awaited(() -> assertThat(
                        subscriptions.count("select count(*) from webhook_endpoint where failing_since is not null"))
                .isEqualTo(1));
        subscriptions.pass("6 days");
        engine.wake();
        awaited(() -> assertThat(subscriptions.endpoints().find(subscriptions.tenant(), endpoint.id()))
                .hasValueSatisfying(found -> assertThat(found.disabled())
                        .isNotNull()
                        .extracting(Endpoint.Disabled::reason)
                        .isEqualTo("failing")));
        assertThat(subscriptions.states()).containsExactly("failed");
    }

    @Test
    void howeverManyOfOneTenantHangTheOthersAreServed() {
        CountDownLatch end = new CountDownLatch(1);
        receiver.always(post -> {
            if (post.path().equals("/hang")) {
                await(end);
            }
            return Answer.of(204);
        });
        for (int n = 0; n < 40; n++) {
            subscriptions.endpoint(receiver.at("/hang"));
        }
        subscriptions.happen(3);
        Subscriptions other = new Subscriptions(fresh.database());
        other.endpoint(receiver.at("/well"));
        try (Engine narrow = new Engine(fresh.database(), http, Map.of("reelay.webhooks.parallel", "8"))) {
            narrow.start();
            awaited(() -> assertThat(receiver.posted()).hasSize(4));
            other.happen(5);
            narrow.wake();
            awaited(() -> assertThat(receiver.posted().stream()
                            .filter(post -> post.path().equals("/well")))
                    .hasSize(5));
            end.countDown();
        }
    }

    @Test
    void aWorkerThatIsKilledLeavesItsDeliveriesToTheNext() {
        subscriptions.endpoint(receiver.at("/in"), List.of());
        subscriptions.happen(4);
        assertThat(engine.claimed(10)).hasSize(1);
        subscriptions.pass("1 minute");
        try (Engine other = new Engine(fresh.database(), http, Map.of())) {
            other.start();
            awaited(() -> assertThat(subscriptions.states()).containsOnly("delivered"));
        }
        assertThat(receiver.posted()).extracting(Receiver.Posted::number).containsExactly(1, 2, 3, 4);
    }

    private static void awaited(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(assertion);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
