package dev.reelay.worker.outside;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.worker.outside.CallOutcome.Stage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadsIT {
    @Test
    void aBodyComesAsItIsWithItsHead() throws IOException {
        try (ScriptedServer server = ScriptedServer.answering(
                        "HTTP/1.1 206 Partial\r\nETag: \"a\"\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nbody");
                OutgoingHttp http = Outside.client(server.port())) {
            try (StreamedAnswer answer = open(http, server, "/a", Map.of("Range", "bytes=5-"))) {
                assertThat(answer.status()).isEqualTo(206);
                assertThat(answer.header("etag")).contains("\"a\"");
                assertThat(answer.body()).hasContent("body");
            }
            assertThat(server.heads().getFirst()).contains("Range: bytes=5-");
        }
    }

    @Test
    void aWholeReadKeepsTheConnectionAndAPartOfItDropsIt() throws Exception {
        LinkedBlockingQueue<Integer> ended = new LinkedBlockingQueue<>();
        try (ScriptedServer server = ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\nbody");
                    ended.add(connection.drain());
                });
                OutgoingHttp http = Outside.client(server.port())) {
            try (StreamedAnswer answer = open(http, server, "/", Map.of())) {
                assertThat(answer.body().readAllBytes()).hasSize(4);
            }
            try (StreamedAnswer answer = open(http, server, "/", Map.of())) {
                assertThat(answer.body().readNBytes(2)).hasSize(2);
            }
            assertThat(server.connections()).isEqualTo(1);
            assertThat(ended.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
        }
    }

    @Test
    void redirectsAreFollowed() throws IOException {
        List<String> locations = List.of("/b", "c?d=e", "http://two.test:%d/end");
        try (ScriptedServer server = redirecting(locations);
                OutgoingHttp http = Outside.client(server.port());
                StreamedAnswer answer = open(http, server, "/a", Map.of("Range", "bytes=0-"))) {
            assertThat(answer.url()).isEqualTo(URI.create("http://two.test:" + server.port() + "/end"));
            assertThat(answer.body()).hasContent("end");
            assertThat(server.heads()).hasSize(4).allMatch(head -> head.contains("Range: bytes=0-"));
        }
    }

    @Test
    void sixRedirectsAreTooMany() throws IOException {
        try (ScriptedServer server = redirecting(List.of("/", "/", "/", "/", "/", "/"));
                OutgoingHttp http = Outside.client(server.port())) {
            assertThatThrownBy(() -> open(http, server, "/", Map.of())).hasMessageContaining("5 redirects");
            assertThat(server.heads()).hasSize(6);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:%d/",
                "http://169.254.169.254/latest/meta-data/",
                "https://private.test/",
                "http://cdn.example.com/",
                "https://user:pw@cdn.example.com/",
                "file:///etc/passwd",
                "//0x7f.1/"
            })
    void aRedirectPassesTheGuardToo(String location) throws IOException {
        try (ScriptedServer server = redirecting(List.of(location));
                OutgoingHttp http = Outside.client(server.port())) {
            assertThatThrownBy(() -> open(http, server, "/", Map.of()))
                    .isInstanceOfSatisfying(
                            NotReachedException.class,
                            e -> assertThat(e.stage()).isEqualTo(Stage.GUARD));
            assertThat(server.heads()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://[", "http://a b/", ""})
    void aRedirectToNoUrlFails(String location) throws IOException {
        try (ScriptedServer server = redirecting(List.of(location, location, location, location, location, location));
                OutgoingHttp http = Outside.client(server.port())) {
            assertThatThrownBy(() -> open(http, server, "/", Map.of())).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "x-api-key", "COOKIE"})
    void credentialsAreNotTaken(String header) {
        try (OutgoingHttp http = Outside.client()) {
            assertThatThrownBy(() -> http.openStream(
                            URI.create("https://cdn.example.com/"), Map.of(header, "secret"), Outside.STREAM))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nbody",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nbody\r\n"
            })
    void aCutBodyIsAFault(String cut) throws IOException {
        try (ScriptedServer server = ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.write(cut);
                });
                OutgoingHttp http = Outside.client(server.port());
                StreamedAnswer answer = open(http, server, "/", Map.of())) {
            assertThatThrownBy(() -> answer.body().readAllBytes()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aPauseThatIsTooLongIsAFault() throws IOException {
        StreamLimits limits = new StreamLimits(Duration.ofMillis(200), Duration.ofSeconds(20));
        assertFault(limits, "timed out", ScriptedServer.Connection::hang);
    }

    @Test
    void aDownloadThatTakesTooLongIsAFault() throws IOException {
        StreamLimits limits = new StreamLimits(Duration.ofSeconds(20), Duration.ofMillis(300));
        assertFault(limits, "within the time", connection -> {
            while (true) {
                connection.write("a");
                Thread.sleep(20);
            }
        });
    }

    private static void assertFault(StreamLimits limits, String message, ScriptedServer.Script body)
            throws IOException {
        try (ScriptedServer server = ScriptedServer.that(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbody");
                    body.serve(connection);
                });
                OutgoingHttp http = Outside.client(server.port());
                StreamedAnswer answer = http.openStream(Outside.url(server.port(), "/"), Map.of(), limits)) {
            assertThatThrownBy(() -> answer.body().readAllBytes())
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(message);
        }
    }

    private static StreamedAnswer open(
            OutgoingHttp http, ScriptedServer server, String path, Map<String, String> headers) throws IOException {
        return http.openStream(Outside.url(server.port(), path), headers, Outside.STREAM);
    }

    /** Sends on to each location in turn, {@code %d} being its own port, and then answers. */
    private static ScriptedServer redirecting(List<String> locations) {
        LinkedBlockingQueue<String> left = new LinkedBlockingQueue<>(locations);
        return ScriptedServer.that(connection -> {
            while (connection.readRequest()) {
                String location = left.poll();
                connection.write(
                        location == null
                                ? "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nend"
                                : "HTTP/1.1 302 Found\r\nLocation: "
                                        + location.replace("%d", connection.port() + "")
                                        + "\r\nContent-Length: 0\r\n\r\n");
            }
        });
    }
}
