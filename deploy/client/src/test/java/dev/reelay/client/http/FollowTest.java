package dev.reelay.client.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.client.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FollowTest {
    private final List<String> told = new ArrayList<>();
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
    void aBrokenStreamGoesOnBehindTheLastWholeEvent() throws InterruptedException {
        door.breakOff("id: 1\nevent: a\ndata: one\n\nid: 2\ndata: ha")
                .reply(503, "")
                .reply(200, ": still here\n\nid: 2\nevent: b\ndata: two\n\n")
                .reply(204, "");

        assertThat(follow(Deadline.never())).isEqualTo(Follow.End.NOTHING_MORE);
        assertThat(told).containsExactly("a one", "b two");
        assertThat(door.asked())
                .extracting(asked -> asked.header("Last-event-id"))
                .containsExactly("", "1", "1", "2");
    }

    @Test
    void itStopsWhenTheListenerHasEnough() throws InterruptedException {
        door.reply(200, "data: one\n\ndata: last\n\ndata: three\n\n");

        assertThat(follow(Deadline.never())).isEqualTo(Follow.End.ENOUGH);
        assertThat(told).containsExactly("message one", "message last");
    }

    @Test
    void itStopsAtItsDeadline() throws InterruptedException {
        door.reply(200, "");

        assertThat(follow(Deadline.in(Duration.ofMillis(50)))).isEqualTo(Follow.End.DEADLINE);
    }

    @Test
    void whatIsRefusedIsNotAskedForAgain() {
        door.reply(401, "");

        assertThatThrownBy(() -> follow(Deadline.never())).isInstanceOf(ProblemException.class);
        assertThat(door.asked()).hasSize(1);
    }

    private Follow.End follow(Deadline deadline) throws InterruptedException {
        return new Follow(calls, Call.get("/v1/events"), deadline).tell(event -> {
            told.add(event.type() + " " + event.data());
            return !event.data().equals("last");
        });
    }
}
