package dev.reelay.worker.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.outside.CallOutcome.Answered;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The pool gives back what it lent, however a call ended: a leak would stop every call to a provider. */
class PoolIT {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @ParameterizedTest
    @ValueSource(strings = {"/ok", "/cut", "/long", "/reset", "/garbage", "/hang", "/slow-body"})
    void oneConnectionIsEnoughForEverWhateverHappensToIt(String fault) throws IOException {
        try (ScriptedServer server = ScriptedServer.that(PoolIT::byPath);
                OutgoingHttp http = pool(1, server)) {
            for (boolean paid : new boolean[] {false, true}) {
                OutgoingCall faulty = call(server, fault);
                http.call(paid ? faulty.paid(SendWindow.ALWAYS) : faulty);
                http.call(faulty.paid(() -> false));
                OutgoingCall good = call(server, "/ok");
                assertThat(http.call(paid ? good.paid(SendWindow.ALWAYS) : good))
                        .isInstanceOf(Answered.class);
            }
            StreamLimits limits = new StreamLimits(Duration.ofMillis(200), Duration.ofSeconds(5));
            try (StreamedAnswer answer = http.openStream(Outside.url(server.port(), fault), Map.of(), limits)) {
                answer.body().readNBytes(1);
            } catch (IOException e) {
                assertThat(fault).isNotEqualTo("/ok");
            }
            assertThat(http.call(call(server, "/ok"))).isInstanceOf(Answered.class);
        }
    }

    @Test
    void manyThreadsTakeTurns() throws Exception {
        try (ScriptedServer server = ScriptedServer.that(PoolIT::byPath);
                OutgoingHttp http = pool(8, server);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<CallOutcome>> calls = IntStream.range(0, 2000)
                    .mapToObj(number -> (Callable<CallOutcome>) () -> http.call(call(server, "/ok")))
                    .toList();
            for (Future<CallOutcome> call : threads.invokeAll(calls)) {
                assertThat(call.get()).isInstanceOf(Answered.class);
            }
            assertThat(server.connections()).isLessThanOrEqualTo(8);
        }
    }

    private static OutgoingHttp pool(int connections, ScriptedServer server) {
        Outside.Settings settings = new Outside.Settings(Duration.ofSeconds(20), connections);
        return Outside.client(settings, SSLContexts.createSystemDefault(), server.port());
    }

    private static OutgoingCall call(ScriptedServer server, String path) {
        CallLimits limits = new CallLimits(
                path.equals("/ok") ? Duration.ofSeconds(10) : Duration.ofMillis(200), Duration.ofSeconds(20), 100);
        return OutgoingCall.of("GET", Outside.url(server.port(), path), Map.of(), limits);
    }

    private static void byPath(ScriptedServer.Connection connection) throws IOException, InterruptedException {
        while (connection.readRequest()) {
            switch (connection.path()) {
                case "/ok" -> connection.write(OK);
                case "/long" -> connection.write("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + "a".repeat(101));
                case "/garbage" -> connection.write("garbage\r\n\r\n");
                case "/hang" -> connection.hang();
                case "/slow-body" -> {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
                    connection.hang();
                }
                case "/reset" -> {
                    connection.reset();
                    return;
                }
                default -> {
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab");
                    return;
                }
            }
        }
    }
}
