package dev.reelay.api.facade;

import static dev.reelay.api.facade.Calls.FAL_INPUT;
import static dev.reelay.api.facade.Calls.FAL_MODEL;
import static dev.reelay.api.facade.Calls.fal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.api.testing.Tables;
import dev.reelay.database.Database;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A client that repeats a submit whose answer it did not get has one request, wherever its connection was cut. */
@QuarkusTest
@WithTestResource(AllProviders.class)
class RepeatsIT {
    @Inject
    Tables tables;

    @Inject
    Database database;

    @Inject
    Vertx vertx;

    @BeforeEach
    void clear() {
        await().until(() -> tables.count("select count(*) from unanswered_submit where cut_at is null") == 0);
        tables.clear();
    }

    private int requests() {
        return tables.count("select count(*) from generation");
    }

    private int cut() {
        return tables.count("select count(*) from unanswered_submit where cut_at is not null");
    }

    private void whenAnswered() {
        await().until(() -> tables.count("select count(*) from unanswered_submit") == 0);
    }

    private static String again() {
        return Calls.submitFal(FAL_INPUT).then().statusCode(200).extract().path("request_id");
    }

    @Test
    void cutBeforeTheBodyOrWithinItNothingIsAccepted() {
        for (int bytes : List.of(0, 20)) {
            RawClient.connect().send(FAL_INPUT, bytes).reset();
        }
        again();

        assertThat(requests()).isOne();
        whenAnswered();
    }

    @Test
    void cutBeforeTheAnswerItIsOne() throws SQLException {
        try (Connection locked = database.open()) {
            locked.setAutoCommit(false);
            lock(locked);
            RawClient client = RawClient.connect().send(FAL_INPUT, Integer.MAX_VALUE);
            await().until(() -> tables.count("select count(*) from unanswered_submit") == 1);
            client.reset();
            await().until(() -> cut() == 1);
            locked.rollback();
            locked.setAutoCommit(true);
        }
        await().until(() -> requests() == 1);

        again();

        assertThat(requests()).isOne();
    }

    private static void lock(Connection session) throws SQLException {
        try (Statement statement = session.createStatement()) {
            statement.execute("lock table idempotency_key in access exclusive mode");
        }
    }

    @Test
    void cutBeforeTheAnswerIsReadItIsOne() {
        submitAndLose();
        String id = tables.text("select id from generation");
        assertThat(again()).isEqualTo(id);
        assertThat(requests()).isOne();
    }

    /** The answer is written, and nobody reads it. */
    private void submitAndLose() {
        RawClient client = RawClient.connect().send(FAL_INPUT, Integer.MAX_VALUE);
        await().until(() -> requests() == 1 && tables.count("select count(*) from unanswered_submit") == 0);
        client.reset();
        await().until(() -> cut() == 1);
    }

    @Test
    void cutWithinTheAnswerItIsOne() {
        RawClient client = RawClient.connect().send(FAL_INPUT, Integer.MAX_VALUE);
        assertThat(client.read(12)).isEqualTo("HTTP/1.1 200");
        client.reset();
        await().until(() -> cut() == 1);

        again();

        assertThat(requests()).isOne();
    }

    /** At any moment of the milliseconds in which the answer is written, and again after the pause of a client; Linux alone can tell. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void endedInOrderBeforeTheAnswerCameItIsOne() throws InterruptedException {
        int rounds = 40;
        long usual = LongStream.range(0, 12)
                .map(n -> answerTime("warm " + n))
                .sorted()
                .toArray()[4];
        tables.clear();
        for (int round = 0; round < rounds; round++) {
            String input = FAL_INPUT.replace("The keeper", "Keeper " + round);
            RawClient client = RawClient.connect().send(input, Integer.MAX_VALUE);
            LockSupport.parkNanos(usual * (20 + round) / 40);
            client.close();
            Thread.sleep(400);
            assertThat(Calls.submitFal(input).statusCode()).isEqualTo(200);
        }

        assertThat(requests())
                .as("with Linux's own sockets: " + vertx.isNativeTransportEnabled())
                .isEqualTo(rounds);
    }

    private static long answerTime(String prompt) {
        long began = System.nanoTime();
        try (RawClient client = RawClient.connect().send(FAL_INPUT.replace("The keeper", prompt), Integer.MAX_VALUE)) {
            client.readTo('}');
        }
        return System.nanoTime() - began;
    }

    /** As curl does. */
    @Test
    void endedInOrderWithTheAnswerReadEachIsAnother() {
        IntStream.range(0, 20).forEach(n -> answerTime("The keeper"));

        assertThat(requests()).isEqualTo(20);
    }

    @Test
    void aRepeatThatIsCutTooIsStillTheSame() {
        for (int i = 0; i < 4; i++) {
            submitAndLose();
        }
        String id = again();

        assertThat(tables.text("select id from generation")).isEqualTo(id);
    }

    @Test
    void whatWasReadAndGoesOnIsNotRepeated() {
        RawClient client = RawClient.connect().send(FAL_INPUT, Integer.MAX_VALUE);
        client.read(12);
        client.send(FAL_INPUT, Integer.MAX_VALUE);
        await().until(() -> requests() == 2);
        client.reset();
        await().until(() -> cut() == 1);

        again();

        assertThat(requests()).as("the second may be lost, the first was read").isEqualTo(2);
    }

    @Test
    void submitsThatAreAlikeAndAnsweredAreDistinct() {
        List<CompletableFuture<String>> four = IntStream.range(0, 4)
                .mapToObj(n -> CompletableFuture.supplyAsync(RepeatsIT::again))
                .toList();
        four.forEach(CompletableFuture::join);

        assertThat(requests()).isEqualTo(4);
        again();
        assertThat(requests()).isEqualTo(5);
    }

    @Test
    void anotherBodyKeyOrTimeIsAnotherRequest() {
        submitAndLose();
        Calls.submitFal("{\"prompt\": \"another\"}");
        assertThat(requests()).isEqualTo(2);

        tables.update("update unanswered_submit set cut_at = cut_at - interval '61 s'");
        again();
        assertThat(requests()).isEqualTo(3);
    }

    @Test
    void whatWentDownWithItsApiIsTakenUp() {
        submitAndLose();
        tables.update("update unanswered_submit set cut_at = null, instance = instance + 1");

        again();

        assertThat(requests()).isOne();
    }

    @Test
    void aClientsOwnKeyCounts() {
        for (String header : List.of("Idempotency-Key", "X-Idempotency-Key")) {
            String key = "own-" + header;
            Response first = fal().header(header, key)
                    .header("X-Fal-Request-Timeout", "60")
                    .body(FAL_INPUT)
                    .post("/fal/" + FAL_MODEL);
            Response second = fal().header(header, key)
                    .header("X-Fal-Request-Timeout", "60")
                    .body(FAL_INPUT)
                    .post("/fal/" + FAL_MODEL);
            assertThat(second.<String>path("request_id")).isEqualTo(first.<String>path("request_id"));
        }
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void aRefusalLeavesNothing() {
        assertThat(Calls.submitFal("{\"prompt\": 1}").statusCode()).isEqualTo(422);

        whenAnswered();
    }
}
