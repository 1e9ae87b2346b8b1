package dev.reelay.worker.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.outside.CallOutcome.Ambiguous;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once connected, everything but a whole answer is ambiguous. */
class AmbiguousIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @Test
    void aResetBeforeTheRequestIsRead() throws IOException {
        CountDownLatch handedOver = new CountDownLatch(1);
        try (ScriptedServer server = ScriptedServer.that(connection -> {
                    handedOver.await();
                    connection.reset();
                });
                OutgoingHttp http = Outside.client(server.port())) {
            CallOutcome outcome = http.call(Outside.post(server.port(), 100).paid(() -> {
                handedOver.countDown();
                return true;
            }));
            assertThat(outcome).isInstanceOf(Ambiguous.class);
        }
    }

    @Test
    void aResetAfterTheRequestIsRead() throws IOException {
        assertAmbiguous(
                ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.reset();
                }),
                Outside.LIMITS,
                0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nContent-Le",
                "HTTP/1.1 2",
                "SSH-2.0-OpenSSH_9.6\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n"
            })
    void anEndBeforeAWholeHead(String answer) throws IOException {
        assertAmbiguous(answersOnceAndEnds(answer), Outside.LIMITS, 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{\"id\"",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"id\"\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void aCutBodyKeepsItsStatus(String answer) throws IOException {
        assertAmbiguous(answersOnceAndEnds(answer), Outside.LIMITS, 200);
    }

    @Test
    void anAnswerThatIsTooLong() throws IOException {
        String body = "a".repeat(Outside.LIMITS.answerBytes() + 1);
        assertAmbiguous(
                answersOnceAndEnds("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body),
                Outside.LIMITS,
                200);
    }

    @Test
    void tooManyHeadersAndTooLongALine() throws IOException {
        assertAmbiguous(answersOnceAndEnds("HTTP/1.1 200 OK\r\n" + "a: b\r\n".repeat(101) + "\r\n"), Outside.LIMITS, 0);
        assertAmbiguous(
                answersOnceAndEnds("HTTP/1.1 200 OK\r\na: " + "b".repeat(20_000) + "\r\n\r\n"), Outside.LIMITS, 0);
    }

    @Test
    void silenceAfterTheRequest() throws IOException {
        assertAmbiguous(
                ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.hang();
                }),
                new CallLimits(Duration.ofMillis(200), LONG, 10),
                0);
    }

    @Test
    void aPauseInTheBody() throws IOException {
        assertAmbiguous(
                ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{");
                    connection.hang();
                }),
                new CallLimits(Duration.ofMillis(200), LONG, 10),
                200);
    }

    @Test
    void bytesThatComeOneByOneForEver() throws IOException {
        assertAmbiguous(
                ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\n");
                    while (true) {
                        connection.write("a: b\r\n");
                        Thread.sleep(20);
                    }
                }),
                new CallLimits(LONG, Duration.ofMillis(300), 10),
                0);
    }

    @Test
    void aBodyThatTheOtherSideDoesNotRead() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(ScriptedServer.Connection::hang);
                OutgoingHttp http = Outside.client(server.port())) {
            OutgoingCall call = OutgoingCall.of(
                            "POST",
                            Outside.url(server.port(), "/"),
                            Map.of(),
                            new CallLimits(LONG, Duration.ofMillis(500), 10))
                    .with(new byte[32 * 1024 * 1024]);
            assertThat(http.call(call))
                    .isEqualTo(new Ambiguous("no whole answer within the time for the whole call", 0));
        }
    }

    private static ScriptedServer answersOnceAndEnds(String answer) {
        return ScriptedServer.that(connection -> {
            connection.readRequest();
            connection.write(answer);
        });
    }

    private static void assertAmbiguous(ScriptedServer faulty, CallLimits limits, int status) throws IOException {
        try (ScriptedServer server = faulty;
                OutgoingHttp http = Outside.client(server.port())) {
            OutgoingCall call = OutgoingCall.of("POST", Outside.url(server.port(), "/"), Map.of(), limits)
                    .with(new byte[100])
                    .paid(SendWindow.ALWAYS);
            assertThat(http.call(call))
                    .isInstanceOfSatisfying(
                            Ambiguous.class,
                            outcome -> assertThat(outcome.status())
                                    .as(outcome.reason())
                                    .isEqualTo(status));
            assertThat(server.connections()).isEqualTo(1);
        }
    }
}
