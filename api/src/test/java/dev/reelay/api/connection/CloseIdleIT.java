package dev.reelay.api.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(Servers.class)
@TestProfile(CloseIdleIT.Soon.class)
class CloseIdleIT {
    private static final int IDLE_MILLIS = 1_000;

    public static class Soon implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.http.idle-timeout", IDLE_MILLIS + "ms",
                    "reelay.api.events.stream-for", 3 * IDLE_MILLIS + "ms");
        }
    }

    private static Socket connect() throws IOException {
        int port = ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30 * IDLE_MILLIS);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** What comes until the server closes. */
    private static String rest(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /v1/models HTTP/1.1\r\nHost: a\r\nX-Half: "})
    void aConnectionOnWhichNothingIsAskedIsClosed(String half) throws IOException {
        try (Socket socket = connect()) {
            send(socket, half);

            assertThat(rest(socket)).isEmpty();
        }
    }

    @Test
    void oneThatWasAskedOnIsClosedAfterwards() throws IOException {
        try (Socket socket = connect()) {
            send(socket, "GET /v1/models HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(rest(socket)).startsWith("HTTP/1.1 401");
        }
    }

    @Test
    void aCallThatIsSilentForLongIsLeftAlone() throws IOException {
        try (Socket socket = connect()) {
            send(
                    socket,
                    "GET /v1/events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nAuthorization: Bearer "
                            + Servers.KEY + "\r\n\r\n");
            long begin = System.nanoTime();

            assertThat(rest(socket)).startsWith("HTTP/1.1 200").endsWith("0\r\n\r\n");
            assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThan(3L * IDLE_MILLIS);
        }
    }
}
