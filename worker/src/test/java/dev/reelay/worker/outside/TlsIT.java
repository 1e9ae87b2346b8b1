package dev.reelay.worker.outside;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.outside.CallOutcome.Answered;
import dev.reelay.worker.outside.CallOutcome.NotDelivered;
import dev.reelay.worker.outside.CallOutcome.Stage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failure of TLS is not delivered; the name is checked although the connection is made to an address. */
class TlsIT {
    private static final ScriptedServer.Script ANSWER = connection -> {
        while (connection.readRequest()) {
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        }
    };

    @TempDir
    static Path folder;

    private static Certificates.Pair right;
    private static Certificates.Pair wrongName;

    @BeforeAll
    static void makeCertificates() throws Exception {
        right = Certificates.forHost("host.test", folder);
        wrongName = Certificates.forHost("other.test", folder);
    }

    @Test
    void aTrustedCertificateForTheNameIsEnough() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(right.server().getServerSocketFactory(), ANSWER)) {
            assertThat(call(server, right.client()))
                    .isInstanceOfSatisfying(
                            Answered.class,
                            answer -> assertThat(answer.body().text()).isEqualTo("ok"));
        }
    }

    @Test
    void anUntrustedCertificateIsNotDelivered() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(right.server().getServerSocketFactory(), ANSWER)) {
            assertTls(call(server, SSLContexts.createSystemDefault()));
            assertThat(server.heads()).isEmpty();
        }
    }

    @Test
    void aCertificateForAnotherNameIsNotDelivered() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(wrongName.server().getServerSocketFactory(), ANSWER)) {
            assertTls(call(server, wrongName.client()));
            assertThat(server.heads()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Plain HTTP\r\n\r\n", ""})
    void aServerThatSpeaksNoTlsIsNotDelivered(String said) throws IOException {
        try (ScriptedServer server = ScriptedServer.that(connection -> connection.write(said))) {
            assertTls(call(server, right.client()));
        }
    }

    @Test
    void aResetInTheHandshakeIsNotDelivered() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(ScriptedServer.Connection::reset)) {
            assertThat(call(server, right.client())).isInstanceOf(NotDelivered.class);
        }
    }

    @Test
    void aHandshakeThatHangsIsNotDelivered() throws IOException {
        try (ScriptedServer server = ScriptedServer.that(ScriptedServer.Connection::hang)) {
            assertThat(call(server, right.client())).isInstanceOf(NotDelivered.class);
        }
    }

    private static CallOutcome call(ScriptedServer server, SSLContext client) {
        Outside.Settings settings = new Outside.Settings(Duration.ofMillis(500), 1);
        try (OutgoingHttp http = Outside.client(settings, client, server.port())) {
            URI url = URI.create("https://host.test:" + server.port() + "/");
            return http.call(OutgoingCall.of("POST", url, Map.of(), Outside.LIMITS)
                    .with(new byte[10])
                    .paid(SendWindow.ALWAYS));
        }
    }

    private static void assertTls(CallOutcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        NotDelivered.class,
                        failed -> assertThat(failed.stage()).as(failed.reason()).isEqualTo(Stage.TLS));
    }
}
