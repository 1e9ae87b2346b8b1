package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.webhook.Endpoints;
import dev.reelay.worker.webhook.Receiver.Answer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DeliverEventsIT extends Delivering {
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

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
