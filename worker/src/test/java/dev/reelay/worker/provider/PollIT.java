package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.provider.PollOutcome.NoVerdict;
import dev.reelay.worker.provider.PollOutcome.Running;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollIT {
    private static final String STATUS = "GET /base/luma/ray/requests/a%2F1/status";
    private static final String RESULT = "GET /base/luma/ray/requests/a%2F1?cost=true";

    private TinyServer server;
    private OutgoingHttp http;
    private ProviderCalls calls;
    private Provider provider;
    private RemoteRequest request;
    private Credential key = ImaginaryProvider.KEY;

    @BeforeEach
    void start() throws IOException {
        server = TinyServer.start();
        http = Outside.client(server.port());
        calls = TestCalls.by(http, InstantSource.system());
        provider = ImaginaryProvider.at(server.base());
        request = request(null);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void pollingKeepsTheProviderId() {
        server.on(STATUS, 200, "{\"status\":\"waiting\",\"position\":3,\"progress\":12.6}", Map.of("Retry-After", "9"));
        assertThat(poll()).isEqualTo(new Running(RemoteState.QUEUED, 3, 13, Duration.ofSeconds(9), null));
        assertThat(server.asked()).extracting(TinyServer.Asked::line).containsExactly(STATUS);
    }

    @Test
    void anUnknownWordMeansKeepPolling() {
        server.on(STATUS, 200, "{\"status\":\"polishing\"}");
        assertThat(poll()).isEqualTo(new Running(RemoteState.RUNNING, null, null, null, "polishing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"status\":\"failed\"}",
                "500 | {\"code\":\"policy\"}",
                "503 | ''",
                "401 | {\"code\":\"key\"}",
                "429 | {}",
                "302 | ''",
                "200 | ''",
                "200 | <html></html>",
                "200 | {\"status\":\"fai",
                "200 | {}",
                "200 | {\"status\":null}",
                "200 | {\"code\":\"policy\"}",
                "200 | failed"
            })
    void whatIsNoAnswerAboutTheRequestIsNoVerdict(int status, String body) {
        server.on(STATUS, status, body);
        assertThat(poll())
                .isInstanceOfSatisfying(
                        NoVerdict.class,
                        none -> assertThat(none.httpStatusOrZero()).isEqualTo(status));
    }

    @ParameterizedTest
    @CsvSource({"401, true", "403, true", "400, false", "404, false", "429, false", "500, false"})
    void aRefusedKeyIsToldFromSilence(int status, boolean refused) {
        server.on(STATUS, status, "{}");
        assertThat(poll())
                .isInstanceOfSatisfying(
                        NoVerdict.class, none -> assertThat(none.isKeyRefused()).isEqualTo(refused));
    }

    @Test
    void aPollThatIsNotAnsweredIsNoVerdict() {
        server.close();
        assertThat(poll())
                .isInstanceOfSatisfying(
                        NoVerdict.class,
                        none -> assertThat(none.httpStatusOrZero()).isZero());
    }

    @Test
    void aCancelledRequestIsCancelledHoweverItIsTold() {
        server.on(STATUS, 200, "{\"status\":\"cancelled\"}");
        assertThat(poll()).isEqualTo(new PollOutcome.Cancelled(Bill.UNTOLD));
        server.on(STATUS, 200, "{\"status\":\"failed\"}").on(RESULT, 499, "{\"code\":\"cancelled\"}");
        assertThat(poll()).isEqualTo(new PollOutcome.Cancelled(Bill.UNTOLD));
    }

    @Test
    void anOwnLinkIsFollowedAndAForeignOneIsNot() {
        server.on("GET /mine/a", 200, "{\"status\":\"working\"}").on(STATUS, 200, "{\"status\":\"waiting\"}");
        request = request("http://host.test:" + server.port() + "/mine/a");
        assertThat(poll()).isEqualTo(new Running(RemoteState.RUNNING, null, null, null, null));
        request = request("http://two.test:" + server.port() + "/mine/a");
        assertThat(poll()).isEqualTo(new Running(RemoteState.QUEUED, null, null, null, null));
    }

    @Test
    void theCredentialStaysWithTheFrozenOrigin() throws IOException {
        try (TinyServer moved = TinyServer.start()) {
            server.on(STATUS, 200, "{\"status\":\"waiting\"}");
            provider = ImaginaryProvider.at(URI.create("http://host.test:" + moved.port() + "/base"));
            assertThat(poll()).isInstanceOf(Running.class);
            assertThat(server.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.authorization()).isEqualTo("Key secret-of-the-account"));
            assertThat(moved.asked()).isEmpty();
        }
    }

    @Test
    void aKeyThatCameWithAnotherAddressIsNotSentToTheOldOne() throws IOException {
        try (TinyServer moved = TinyServer.start()) {
            server.on(STATUS, 200, "{\"status\":\"waiting\"}");
            request = RemoteRequest.frozen(
                    provider, request.providerModel(), request.id(), ImaginaryProvider.KEY, RemoteRequest.Links.NONE);
            provider = ImaginaryProvider.at(URI.create("http://host.test:" + moved.port() + "/elsewhere"));

            key = new Credential("changed-meanwhile");
            assertThat(poll()).isInstanceOf(PollOutcome.NoVerdict.class);
            assertThat(server.asked()).isEmpty();

            key = new Credential("changed-meanwhile", List.of(ImaginaryProvider.KEY.value()));
            assertThat(poll()).isInstanceOf(Running.class);
            assertThat(server.asked())
                    .singleElement()
                    .satisfies(asked -> assertThat(asked.authorization()).isEqualTo("Key secret-of-the-account"));
            assertThat(moved.asked()).isEmpty();
        }
    }

    @Test
    void aKeyThatWasRenewedAtTheSameAddressIsUsed() {
        server.on(STATUS, 200, "{\"status\":\"waiting\"}");
        request = RemoteRequest.frozen(
                provider, request.providerModel(), request.id(), ImaginaryProvider.KEY, RemoteRequest.Links.NONE);
        key = new Credential("renewed-key");
        assertThat(poll()).isInstanceOf(Running.class);
        assertThat(key.isAnothers(request, provider)).isTrue();
        assertThat(ImaginaryProvider.KEY.isAnothers(request, provider)).isFalse();
        assertThat(server.asked())
                .singleElement()
                .satisfies(asked -> assertThat(asked.authorization()).isEqualTo("Key renewed-key"));
    }

    private PollOutcome poll() {
        return calls.poll(provider, request, key);
    }

    private RemoteRequest request(@Nullable String statusUrl) {
        return new RemoteRequest(
                "luma/ray/image-to-video", "a/1", "http://host.test:" + server.port(), null, statusUrl, null, null);
    }
}
