package dev.reelay.worker.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.reelay.worker.outside.CallOutcome.Answered;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnsweredIT {
    private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    @Test
    void anAnswerIsWhatTheOtherSideSaid() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(
                        "HTTP/1.1 418 Teapot\r\nX-A: one\r\nx-a: two\r\nContent-Length: 4\r\n\r\nbody");
                OutgoingHttp http = Outside.client(server.port())) {
            Answered answer = answered(http.call(Outside.get(server.port())));
            assertThat(answer.status()).isEqualTo(418);
            assertThat(answer.headers()).containsEntry("x-a", "one, two");
            assertThat(answer.body().text()).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 503 Later\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 429 Slow\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
            })
    void nothingIsFollowedOrRepeated(String text) throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(text);
                OutgoingHttp http = Outside.client(server.port())) {
            answered(http.call(Outside.get(server.port())));
            assertThat(server.heads()).hasSize(1);
        }
    }

    @Test
    void theRequestIsWhatWasAskedForAndNothingElse() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(EMPTY);
                OutgoingHttp http = Outside.client(server.port())) {
            OutgoingCall call = OutgoingCall.of(
                    "PUT",
                    Outside.url(server.port(), "/a%2Fb//c/../d%20e?x=%2B+y&z"),
                    Map.of("Authorization", "Key k"),
                    Outside.LIMITS);
            answered(http.call(call));
            assertThat(server.heads().getFirst().lines())
                    .startsWith("PUT /a%2Fb//c/../d%20e?x=%2B+y&z HTTP/1.1")
                    .contains("Host: host.test:" + server.port(), "Authorization: Key k", "User-Agent: reelay")
                    .noneMatch(line -> line.startsWith("Accept-Encoding")
                            || line.startsWith("Upgrade")
                            || line.startsWith("Expect"));
        }
    }

    @Test
    void cookiesAreForgotten() throws IOException {
        try (ScriptedServer server =
                        ScriptedServer.answering("HTTP/1.1 200 OK\r\nSet-Cookie: a=b\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = Outside.client(server.port())) {
            answered(http.call(Outside.get(server.port())));
            answered(http.call(Outside.get(server.port())));
            assertThat(server.heads()).hasSize(2).noneMatch(head -> head.contains("Cookie"));
        }
    }

    @Test
    void connectionsAreKeptSaveForPaidCalls() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(EMPTY);
                OutgoingHttp http = Outside.client(server.port())) {
            answered(http.call(Outside.get(server.port())));
            answered(http.call(Outside.get(server.port())));
            assertThat(server.connections()).isEqualTo(1);
            answered(http.call(Outside.post(server.port(), 9).paid(SendWindow.ALWAYS)));
            answered(http.call(Outside.post(server.port(), 9).paid(SendWindow.ALWAYS)));
            assertThat(server.connections()).isEqualTo(3);
        }
    }

    @Test
    void aKeptConnectionThatTheOtherSideClosedIsNotUsed() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.write(EMPTY);
                });
                OutgoingHttp http = Outside.client(server.port())) {
            answered(http.call(Outside.get(server.port())));
            await().pollDelay(Duration.ofMillis(150)).until(() -> server.connections() == 1);
            answered(http.call(Outside.get(server.port())));
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aCallNeverPrintsItsHeadersBodyOrQuery() {
        OutgoingCall call = OutgoingCall.of(
                "GET", Outside.url(1, "/a?token=hidden"), Map.of("Authorization", "hidden"), Outside.LIMITS);
        assertThat(call.with("hidden".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .asString()
                .isEqualTo("GET http://host.test:1/a");
    }

    private static Answered answered(CallOutcome outcome) {
        assertThat(outcome).isInstanceOf(Answered.class);
        return (Answered) Objects.requireNonNull(outcome);
    }
}
