package dev.reelay.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.reelay.client.problem.ProblemException;
import dev.reelay.client.problem.UnreachableException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CallsTest {
    private Door door;
    private Calls calls;

    @BeforeEach
    void open() throws IOException {
        door = Door.open();
        calls = door.calls();
    }

    @AfterEach
    void close() {
        calls.close();
        door.close();
    }

    @Test
    void aRepeatableCallIsTriedAgainUntilItIsAnswered() throws InterruptedException {
        door.reply(503, "").reply(502, "").breakOff("{\"half").reply(200, "{\"whole\": 1}");

        assertThat(calls.answer(Call.get("/v1/models")).path("whole").asInt()).isEqualTo(1);
        assertThat(door.asked())
                .hasSize(4)
                .allMatch(asked -> asked.header("Authorization").equals("Bearer " + Door.KEY));
    }

    @Test
    void aSubmitIsTriedAgainUnderItsKeyAlone() throws InterruptedException {
        door.reply(503, "").reply(202, "{}");

        calls.answer(Call.post("/v1/requests").under("mine"));

        assertThat(door.asked())
                .extracting(asked -> asked.header("Idempotency-key"))
                .containsExactly("mine", "mine");
    }

    @Test
    void whatMayHaveArrivedIsNotRepeatedWithoutAKey() {
        door.reply(503, "").reply(200, "{}");

        assertThatThrownBy(() -> calls.answer(Call.post("/v1/webhooks"))).isInstanceOf(ProblemException.class);
        assertThat(door.asked()).hasSize(1);
    }

    @Test
    void aProblemNamesItsFaultsAndWhenToComeBack() {
        door.reply(422, Map.of("Retry-After", "7"), """
                {"type": "urn:reelay:problem:invalid-request", "title": "The request is not valid", "status": 422,
                 "detail": "Mend it.", "errors": [{"pointer": "/input/duration", "message": "must be one of 5, 9"}]}""");

        assertThatThrownBy(() -> calls.answer(Call.get("/v1/requests")))
                .hasMessageContaining("/input/duration: must be one of 5, 9")
                .asInstanceOf(type(ProblemException.class))
                .satisfies(refused -> {
                    assertThat(refused.status()).isEqualTo(422);
                    assertThat(refused.problem().word()).isEqualTo("invalid-request");
                    assertThat(refused.problem().faults().getFirst().field()).isEqualTo("/input/duration");
                    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(7));
                });
        assertThat(door.asked()).hasSize(1);
    }

    @Test
    void anotherServersErrorPageIsAProblemToo() {
        door.reply(404, "<html>nothing here</html>");

        assertThatThrownBy(() -> calls.answer(Call.get("/v1/models"))).hasMessage("404 HTTP 404");
    }

    @Test
    void whereNothingListensIsToldWithoutTheKey() throws IOException {
        URI closed = door.uri();
        door.close();
        try (Calls nowhere = new Calls(new Access(closed, Door.KEY), Door.QUICK)) {
            assertThatThrownBy(() -> nowhere.answer(Call.post("/v1/webhooks")))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessage("nothing answers at " + closed);
        }
        door = Door.open();
    }

    @Test
    void aLinkIsOpenedWithoutTheKey() throws Exception {
        try (Door store = Door.open()) {
            store.reply(200, "bytes");
            door.reply(302, Map.of("Location", store.uri() + "/file?signature=1"), "");

            URI link = calls.link(Call.get("/v1/requests/1/content"));
            byte[] bytes = calls.openLink(link).body().readAllBytes();

            assertThat(bytes).asString().isEqualTo("bytes");
            assertThat(store.asked().getFirst().headers()).doesNotContainKey("Authorization");
        }
    }

    @Test
    void theKeyIsInNoText() {
        Access access = new Access(door.uri(), Door.KEY);

        assertThat(access + " " + calls + " " + Call.get("/v1")).doesNotContain("secret");
        assertThatThrownBy(() -> new Access(door.uri(), "rl_ secret\n"))
                .hasMessageNotContaining("secret")
                .isInstanceOf(IllegalArgumentException.class);
    }
}
