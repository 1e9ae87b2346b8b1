package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.event.EventType;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import dev.reelay.webhook.Endpoint;
import dev.reelay.worker.webhook.Receiver.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Receivers that err, move, are away, or want no more. */
class FailingReceiversIT extends Delivering {
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
}
