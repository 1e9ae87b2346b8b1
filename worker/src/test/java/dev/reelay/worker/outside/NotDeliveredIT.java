package dev.reelay.worker.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.outside.CallOutcome.NotDelivered;
import dev.reelay.worker.outside.CallOutcome.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotDeliveredIT {
    @Test
    void aRefusedConnectionIsNotDelivered() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            port = gone.getLocalPort();
        }
        try (OutgoingHttp http = Outside.client(port)) {
            assertStage(http.call(Outside.post(port, 10)), Stage.CONNECT);
        }
    }

    @Test
    void anUnknownNameIsNotDelivered() {
        try (OutgoingHttp http = Outside.client()) {
            assertStage(http.call(get("https://unknown.test/")), Stage.NAME);
        }
    }

    @Test
    void aNameServerThatDoesNotAnswerIsNotDelivered() {
        CountDownLatch never = new CountDownLatch(1);
        HostResolver silent = host -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        };
        try (OutgoingHttp http =
                new OutgoingHttp(Outside.guard(), silent, new Outside.Settings(Duration.ofMillis(100), 1))) {
            assertStage(http.call(get("https://slow.test/")), Stage.NAME);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://private.test/",
                "https://mapped.test/",
                "https://host.test/",
                "https://127.1/",
                "https://[::ffff:7f00:1]/",
                "http://cdn.example.com/",
                "https://user@cdn.example.com/"
            })
    void whatIsNotPublicIsNotCalled(String url) {
        try (OutgoingHttp http = Outside.client()) {
            assertStage(http.call(get(url)), Stage.GUARD);
        }
    }

    @Test
    void aNameIsLookedUpOnceAndTheCheckedAddressIsCalled() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            List<String> lookedUp = new ArrayList<>();
            HostResolver rebinding = host -> {
                lookedUp.add(host);
                return List.of(InetAddress.ofLiteral(lookedUp.size() == 1 ? "127.0.0.1" : "127.0.0.9"));
            };
            try (OutgoingHttp http = new OutgoingHttp(
                    Outside.guard(server.port()), rebinding, new Outside.Settings(Duration.ofSeconds(5), 1))) {
                assertThat(http.call(Outside.get(server.port()))).isInstanceOf(CallOutcome.Answered.class);
            }
            assertThat(lookedUp).containsExactly("host.test");
        }
    }

    @Test
    void theNextAddressIsTriedWhenOneTakesNoConnection() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
                OutgoingHttp http = Outside.client(server.port())) {
            assertThat(http.call(get("http://two.test:" + server.port() + "/")))
                    .isInstanceOf(CallOutcome.Answered.class);
            assertThat(server.heads()).singleElement().asString().contains("Host: two.test:" + server.port());
        }
    }

    @Test
    void aConnectionThatNobodyAcceptsIsNotDelivered() throws IOException {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                OutgoingHttp http = Outside.impatient(full.getLocalPort())) {
            for (int i = 0; i < 2; i++) {
                fillers.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            assertStage(http.call(Outside.post(full.getLocalPort(), 10)), Stage.CONNECT);
        } finally {
            for (Socket filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void noRoomInThePoolIsNotDelivered() throws Exception {
        LinkedBlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.that(connection -> {
                    connection.readRequest();
                    arrived.add("first");
                    connection.hang();
                });
                OutgoingHttp http = Outside.impatient(server.port())) {
            Thread first = Thread.startVirtualThread(() -> http.call(Outside.get(server.port())));
            assertThat(arrived.poll(10, TimeUnit.SECONDS)).isNotNull();
            assertStage(http.call(Outside.get(server.port())), Stage.POOL);
            assertThat(server.connections()).isEqualTo(1);
            first.interrupt();
            first.join();
        }
    }

    @Test
    void aShutWindowStopsTheFirstByte() throws Exception {
        LinkedBlockingQueue<Integer> read = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.that(connection -> read.add(connection.drain()));
                OutgoingHttp http = Outside.client(server.port())) {
            assertStage(http.call(Outside.post(server.port(), 10).paid(() -> false)), Stage.WINDOW);
            assertThat(read.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
        }
    }

    @Test
    void theTimeForTheWholeCallCountsBeforeTheConnectionToo() throws Exception {
        try (ScriptedServer server = ScriptedServer.that(ScriptedServer.Connection::hang);
                OutgoingHttp http = Outside.client(server.port())) {
            OutgoingCall call = OutgoingCall.of(
                    "GET",
                    URI.create("https://host.test:" + server.port()),
                    Map.of(),
                    new CallLimits(Duration.ofSeconds(10), Duration.ofMillis(200), 10));
            assertStage(http.call(call), Stage.CONNECT);
        }
    }

    @Test
    void aClosedClientDeliversNothing() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            OutgoingHttp http = Outside.client(
                    new Outside.Settings(Duration.ofSeconds(1), 1), SSLContexts.createSystemDefault(), server.port());
            http.close();
            assertThat(http.call(Outside.get(server.port()))).isInstanceOf(NotDelivered.class);
        }
    }

    private static OutgoingCall get(String url) {
        return OutgoingCall.of("GET", URI.create(url), Map.of(), Outside.LIMITS);
    }

    private static void assertStage(CallOutcome outcome, Stage stage) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotDelivered.class,
                        failed -> assertThat(failed.stage()).as(failed.reason()).isEqualTo(stage));
    }
}
