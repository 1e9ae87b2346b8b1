package dev.reelay.api.facade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Servers;
import dev.reelay.api.testing.Tables;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replicate's client makes no pause, so that its repeat may come before the end of the first connection. */
@QuarkusTest
@WithTestResource(AllProviders.class)
class RepeatsAtOnceIT {
    @Inject
    Tables tables;

    @BeforeEach
    void clear() {
        await().until(() -> tables.count("select count(*) from unanswered_submit where cut_at is null") == 0);
        tables.clear();
    }

    private int requests() {
        return tables.count("select count(*) from generation");
    }

    private void whenAnswered() {
        await().until(() -> tables.count("select count(*) from unanswered_submit") == 0);
    }

    private RawClient predicted(String more) {
        RawClient client = RawClient.connect()
                .send(
                        Calls.REPLICATE + "predictions",
                        "Authorization: Bearer " + Servers.KEY + more,
                        Calls.REPLICATE_BODY,
                        Integer.MAX_VALUE);
        await().until(() -> requests() == 1);
        return client;
    }

    @Test
    void oneThatComesBeforeTheBreakIsStillTheSame() {
        RawClient answered = predicted("");
        whenAnswered();
        sameAfterBreakOf(answered);
        tables.clear();

        sameAfterBreakOf(predicted("\r\nPrefer: wait=20"));
    }

    private void sameAfterBreakOf(RawClient client) {
        try (RawClient repeat = predicted("")) {
            client.reset();

            assertThat(repeat.read(12)).isEqualTo("HTTP/1.1 201");
            assertThat(requests()).isOne();
        }
    }

    /** Its client has come again since: were it accepted as well, there would be two. */
    @Test
    void whatIsCutBeforeItIsTakenInIsNotAccepted() throws InterruptedException {
        try (RawClient first = predicted("")) {
            whenAnswered();
            RawClient second = predicted("");
            Thread.sleep(50);
            second.reset();
            await().during(1, TimeUnit.SECONDS).until(() -> requests() == 1);

            assertThat(first.read(12)).isEqualTo("HTTP/1.1 201");
            assertThat(requests()).isOne();
        }
    }

    @Test
    void thoseThatAreAlikeAreDistinct() {
        List<CompletableFuture<Response>> four = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(Calls::predict, Thread::startVirtualThread))
                .toList();
        four.forEach(CompletableFuture::join);

        assertThat(requests()).isEqualTo(4);
    }
}
