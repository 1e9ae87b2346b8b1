package dev.reelay.api.work;

import static dev.reelay.api.testing.Client.ACME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Records;
import dev.reelay.api.testing.Tables;
import dev.reelay.embedded.EmbeddedKafka;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A broker that is away delays requests and loses none. */
@QuarkusTest
@WithTestResource(NoBroker.class)
class BrokerAwayIT {
    private static final Duration CATCHES_UP = Duration.ofSeconds(60);

    @Inject
    Tables tables;

    @Inject
    Records records;

    @Inject
    SendWork work;

    @Test
    void requestsAreAcceptedWithoutABrokerAndFollowWhenItComes() throws IOException, InterruptedException {
        ACME.accepted();
        List<UUID> accepted = new ArrayList<>(acceptedQuickly());
        assertThat(RestAssured.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(RestAssured.get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(tables.count("select count(*) from generation where sent_at is not null"))
                .isZero();

        EmbeddedKafka broker = NoBroker.arrive();
        await().atMost(CATCHES_UP).untilAsserted(() -> assertThat(records.ids()).containsAll(accepted));
        broker.close();
        accepted.addAll(acceptedQuickly());

        broker = NoBroker.arrive();
        await().atMost(CATCHES_UP).untilAsserted(() -> assertThat(records.ids()).containsAll(accepted));
        UUID atOnce = ACME.accepted();
        await().atMost(Duration.ofSeconds(4))
                .untilAsserted(() -> assertThat(records.ids()).contains(atOnce));
        broker.close();
        whatDoesNotFitIsLeftToTheSweeper();
    }

    private static List<UUID> acceptedQuickly() {
        Instant from = Instant.now();
        List<UUID> ids = Stream.generate(ACME::accepted).limit(20).toList();
        assertThat(Duration.between(from, Instant.now())).isLessThan(Duration.ofSeconds(5));
        return ids;
    }

    private void whatDoesNotFitIsLeftToTheSweeper() {
        List<CompletableFuture<Boolean>> sends = Stream.generate(UUID::randomUUID)
                .limit(20_000)
                .map(id -> work.send(id).toCompletableFuture())
                .toList();

        assertThat(sends.stream().filter(send -> !send.getNow(true)).count()).isGreaterThan(10_000);
    }
}
