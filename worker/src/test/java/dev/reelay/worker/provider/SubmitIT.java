package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Provider;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.outside.SendWindow;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmitIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "luma/ray 2/image-to-video";
    private static final String SUBMIT = "POST /base/luma/ray%202/image-to-video";

    private TinyServer server;
    private OutgoingHttp http;
    private ProviderCalls calls;
    private Provider provider;

    @BeforeEach
    void start() throws IOException {
        server = TinyServer.start();
        http = Outside.client(server.port());
        calls = TestCalls.by(http, InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z")));
        provider = ImaginaryProvider.at(server.base());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void theBodyGoesToTheModelsPathWithTheCredential() {
        server.on(SUBMIT, 200, "{\"id\":\"a-1\"}");
        submit();
        assertThat(server.asked())
                .containsExactly(
                        new TinyServer.Asked(SUBMIT, "Key secret-of-the-account", "low", "null", "{\"prompt\":\"ü\"}"));
    }

    @Test
    void anAnswerWithAnIdIsAnAcceptanceAndFreezesWhereToAsk() {
        String at = "http://host.test:" + server.port() + "/base";
        String own = "http://host.test:" + server.port() + "/elsewhere/a-1/status";
        server.on(
                SUBMIT,
                202,
                "{\"id\":\"a-1\",\"status_url\":\"" + own + "\",\"result_url\":\"https://evil.example/a\"}");
        assertThat(submit())
                .isEqualTo(new SubmitOutcome.Accepted(new RemoteRequest(
                        MODEL,
                        "a-1",
                        "http://host.test:" + server.port(),
                        ImaginaryProvider.KEY.mark(),
                        own,
                        at + "/luma/ray%202/requests/a-1?cost=true",
                        at + "/luma/ray%202/requests/a-1/cancel")));
    }

    @Test
    void anIdIsAnAcceptanceEvenBesideAnError() {
        server.on(SUBMIT, 200, "{\"id\":17,\"code\":\"busy\"}");
        assertThat(submit())
                .isInstanceOfSatisfying(
                        SubmitOutcome.Accepted.class,
                        accepted -> assertThat(accepted.request().id()).isEqualTo("17"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | {\"code\":\"policy\",\"message\":\"no\"} | MODERATED",
                "403 | {\"code\":\"no_money\"} | OUT_OF_CREDIT",
                "422 | {} | INVALID_INPUT",
                "422 | <html></html> | INVALID_INPUT",
                "400 | {\"other\":1} | INVALID_INPUT",
                "401 | <html></html> | UNAUTHORIZED",
                "402 | '' | OUT_OF_CREDIT",
                "403 | <html></html> | UNAUTHORIZED",
                "404 | {} | PROVIDER_FAILED",
                "413 | <html></html> | INVALID_INPUT",
                "429 | '' | RATE_LIMITED",
                "200 | {\"code\":\"no_money\"} | OUT_OF_CREDIT",
                "200 | {\"code\":\"policy\",\"id\":\"\"} | MODERATED"
            })
    void aDefiniteNoIsARefusal(int status, String body, ErrorClass errorClass) {
        server.on(SUBMIT, status, body);
        assertThat(refusal().errorClass()).isEqualTo(errorClass);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 | {\"code\":\"busy\"}",
                "502 | <html></html>",
                "503 | {\"code\":\"busy\"}",
                "504 | ''",
                "408 | {\"code\":\"busy\"}",
                "409 | {\"code\":\"busy\"}",
                "499 | {\"code\":\"cancelled\"}",
                "400 | <html></html>",
                "418 | teapot",
                "302 | ''",
                "307 | ''",
                "200 | ''",
                "200 | <html></html>",
                "200 | {\"id\":\"a-",
                "200 | {}",
                "200 | []",
                "200 | \"a-1\"",
                "200 | {\"id\":null}",
                "200 | {\"id\":\"..\"}",
                "204 | ''"
            })
    void everythingBetweenYesAndNoIsAmbiguous(int status, String body) {
        server.on(SUBMIT, status, body);
        assertThat(submit()).isInstanceOf(SubmitOutcome.Ambiguous.class);
    }

    @ParameterizedTest
    @CsvSource({
        "7,                             PT7S",
        "0,                             PT0S",
        "'Sat, 21 Nov 2026 08:01:30 GMT', PT1M30S",
        "'Sat, 21 Nov 2026 07:00:00 GMT', ",
        "999999999,                     PT24H",
        "soon,                          ",
        "-1,                            "
    })
    void aRefusalCarriesHowLongToWait(String header, Duration expected) {
        server.on(SUBMIT, 429, "", Map.of("Retry-After", header));
        assertThat(refusal().retryAfter()).isEqualTo(expected);
    }

    @Test
    void aRefusalThatQuotesTheKeyDoesNot() {
        server.on(SUBMIT, 401, "{\"code\":\"key\",\"message\":\"secret-of-the-account is no key\"}");
        assertThat(refusal().message()).isEqualTo("[hidden] is no key");
    }

    @Test
    void aShutWindowSendsNothing() {
        assertThat(calls.submit(
                        provider, MODEL, ImaginaryProvider.KEY, Submission.of(JSON.createObjectNode()), () -> false))
                .isInstanceOf(SubmitOutcome.NotSent.class);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/", "https://unknown.test/", "https://private.test/"})
    void whatCannotBeReachedWasNotSent(String base) {
        Provider elsewhere = ImaginaryProvider.at(URI.create(base));
        assertThat(calls.submit(
                        elsewhere,
                        MODEL,
                        ImaginaryProvider.KEY,
                        Submission.of(JSON.createObjectNode()),
                        SendWindow.ALWAYS))
                .isInstanceOf(SubmitOutcome.NotSent.class);
    }

    @Test
    void whereToCallBackStandsInTheQuery() {
        Provider callingBack = ImaginaryProvider.callingBack(server.base());
        URI callback = URI.create("https://video.example.com/callbacks/imaginary/a-1?b&c=d");
        Submission told = new Submission(JSON.createObjectNode(), callback, null);
        calls.submit(callingBack, MODEL, ImaginaryProvider.KEY, told, SendWindow.ALWAYS);
        calls.submit(provider, MODEL, ImaginaryProvider.KEY, told, SendWindow.ALWAYS);
        assertThat(server.asked())
                .extracting(TinyServer.Asked::line)
                .containsExactly(
                        SUBMIT + "?tell=https%3A%2F%2Fvideo.example.com%2Fcallbacks%2Fimaginary%2Fa-1%3Fb%26c%3Dd",
                        SUBMIT);
    }

    @Test
    void untilWhenItMustHaveBegunIsToldToThoseWhoTakeThat() {
        for (Duration left : List.of(Duration.ofMillis(90_700), Duration.ofMillis(1_500))) {
            calls.submit(
                    provider,
                    MODEL,
                    ImaginaryProvider.KEY,
                    new Submission(JSON.createObjectNode(), null, left),
                    SendWindow.ALWAYS);
        }
        assertThat(server.asked()).extracting(TinyServer.Asked::beginWithin).containsExactly("90", "null");
    }

    private SubmitOutcome submit() {
        return calls.submit(
                provider,
                MODEL,
                ImaginaryProvider.KEY,
                Submission.of(JSON.createObjectNode().put("prompt", "ü")),
                SendWindow.ALWAYS);
    }

    private Failure refusal() {
        SubmitOutcome outcome = submit();
        assertThat(outcome).isInstanceOf(SubmitOutcome.Refused.class);
        return Objects.requireNonNull((SubmitOutcome.Refused) outcome).failure();
    }
}
