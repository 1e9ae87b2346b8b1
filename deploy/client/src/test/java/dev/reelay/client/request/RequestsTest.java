package dev.reelay.client.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Door;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestsTest {
    private static final String COMPLETED = "{\"request_id\": \"7\", \"status\": \"completed\", \"model\": \"m\"}";
    private static final String WAITING = "{\"request_id\": \"7\", \"status\": \"in_queue\", \"model\": \"m\"}";

    private Door door;
    private Calls calls;
    private Requests requests;

    @BeforeEach
    void open() throws IOException {
        door = Door.open();
        calls = door.calls();
        requests = new Requests(calls);
    }

    @AfterEach
    void close() {
        calls.close();
        door.close();
    }

    @Test
    void aSubmitWithoutAKeyIsGivenOneThatHoldsForAllOfItsTries() throws InterruptedException {
        door.reply(503, "").reply(202, Map.of("Idempotent-Replay", "true"), "{\"request_id\": \"7\"}");

        Receipt receipt =
                requests.submit(RequestDraft.of("m", Map.of("prompt", "A boat")).with("prefer", "cheapest"));

        assertThat(receipt.id()).isEqualTo("7");
        assertThat(receipt.replay()).isTrue();
        assertThat(door.asked()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.header("Idempotency-key")).isEqualTo(receipt.idempotencyKey());
            assertThat(asked.body())
                    .isEqualTo("{\"model\":\"m\",\"input\":{\"prompt\":\"A boat\"},\"prefer\":\"cheapest\"}");
        });
    }

    @Test
    void theEndIsAwaitedOverABreak() throws InterruptedException {
        List<String> told = new ArrayList<>();
        door.breakOff(event(1, "generation.accepted"))
                .reply(200, event(2, "generation.completed"))
                .reply(200, COMPLETED);

        VideoRequest request = requests.await("7", Optional.empty(), event -> told.add(event.name()));

        assertThat(request.completed()).isTrue();
        assertThat(told).containsExactly("generation.accepted", "generation.completed");
        assertThat(door.asked().get(1).header("Last-event-id")).isEqualTo("1");
        assertThat(door.asked().getLast().path()).isEqualTo("/v1/requests/7");
    }

    @Test
    void whatHasEndedLongAgoNeedsNoEvents() throws InterruptedException {
        door.reply(410, "{\"title\": \"gone\"}").reply(200, COMPLETED);

        assertThat(requests.await("7").completed()).isTrue();
    }

    @Test
    void whoDoesNotWaitLongEnoughIsToldHowItStands() {
        door.reply(200, WAITING);

        assertThatThrownBy(() -> requests.awaitByPolling("7", Optional.of(Duration.ofMillis(1))))
                .isInstanceOf(NotEndedException.class)
                .hasMessage("request 7 has not ended in time; it is in_queue");
    }

    private static String event(int position, String name) {
        return """
                id: %d
                event: dev.reelay.%s.v1
                data: {"id": "e", "type": "dev.reelay.%s.v1", "data": {"position": %d, "request_id": "7"}}

                """.formatted(position, name, name, position);
    }
}
