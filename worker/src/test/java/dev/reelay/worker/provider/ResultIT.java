package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.error.ErrorClass;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.provider.PollOutcome.NoVerdict;
import dev.reelay.worker.provider.PollOutcome.Running;
import dev.reelay.worker.provider.PollOutcome.Succeeded;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultIT {
    private static final String STATUS = "GET /base/luma/ray/requests/a%2F1/status";
    private static final String RESULT = "GET /base/luma/ray/requests/a%2F1?cost=true";
    private static final String DONE = "{\"status\":\"done\"}";
    private static final String FAILED = "{\"status\":\"failed\"}";

    private TinyServer server;
    private OutgoingHttp http;
    private ProviderCalls calls;
    private Provider provider;
    private RemoteRequest request;

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
    void aSuccessHasOutputsAndACost() {
        server.on(STATUS, 200, DONE).on(RESULT, 200, "{\"video\":{\"url\":\"https://cdn.example/a\"},\"cost\":0.35}");
        assertThat(poll())
                .isEqualTo(new Succeeded(List.of("https://cdn.example/a"), new Bill(new BigDecimal("0.35"), null)));
    }

    @Test
    void outputsMayStandInTheAnswerToThePoll() {
        provider = ImaginaryProvider.withOneCall(server.base());
        server.on(
                STATUS,
                200,
                "{\"status\":\"done\",\"outputs\":[\"https://cdn.example/a\",null,\"https://cdn.example/b\"]}");
        assertThat(poll())
                .isEqualTo(new Succeeded(List.of("https://cdn.example/a", "https://cdn.example/b"), Bill.UNTOLD));
        server.on(STATUS, 200, "{\"status\":\"failed\",\"code\":\"policy\"}");
        assertFailed(ErrorClass.MODERATED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {}",
                "500 | {\"code\":\"busy\"}",
                "500 | {\"message\":\"sorry\"}",
                "504 | ''",
                "401 | {}",
                "429 | {\"code\":\"policy\"}",
                "400 | {\"code\":\"busy\"}",
                "400 | {}",
                "200 | ''",
                "200 | <html></html>",
                "200 | {\"code\":\"busy\"}",
                "200 | {\"message\":\"sorry\"}"
            })
    void aSuccessWhoseResultCannotBeReadIsNoVerdict(int status, String body) {
        server.on(STATUS, 200, DONE).on(RESULT, status, body);
        assertThat(poll()).isInstanceOf(NoVerdict.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {} | RESULT_LOST",
                "200 | {\"video\":null} | RESULT_LOST",
                "200 | {\"code\":\"policy\"} | MODERATED",
                "400 | {\"code\":\"policy\"} | MODERATED",
                "500 | {\"code\":\"policy\"} | MODERATED",
                "422 | {\"message\":\"bad\"} | INVALID_INPUT"
            })
    void theResultHasTheLastWordOverASuccess(int status, String body, ErrorClass errorClass) {
        server.on(STATUS, 200, DONE).on(RESULT, status, body);
        assertFailed(errorClass);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "422 | {\"code\":\"policy\"} | MODERATED",
                "422 | {} | INVALID_INPUT",
                "500 | {\"code\":\"policy\"} | MODERATED",
                "400 | {} | PROVIDER_FAILED",
                "200 | {\"code\":\"policy\"} | MODERATED",
                "200 | {} | PROVIDER_FAILED"
            })
    void theResultTellsWhyItFailed(int status, String body, ErrorClass errorClass) {
        server.on(STATUS, 200, FAILED).on(RESULT, status, body);
        assertFailed(errorClass);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "504 | {\"code\":\"busy\"}",
                "500 | {}",
                "502 | <html></html>",
                "503 | ''",
                "401 | {}",
                "429 | {}",
                "200 | <html></html>"
            })
    void aFailureThatNobodyExplainsIsAskedForAgain(int status, String body) {
        server.on(STATUS, 200, FAILED).on(RESULT, status, body);
        assertThat(poll()).isInstanceOf(NoVerdict.class);
        server.on(STATUS, 200, "{\"status\":\"failed\",\"code\":\"policy\"}");
        assertFailed(ErrorClass.MODERATED);
    }

    @Test
    void aFailureThatBothAnswersGiveOneCodeIsOne() {
        server.on(STATUS, 200, "{\"status\":\"failed\",\"code\":\"busy\"}").on(RESULT, 503, "{\"code\":\"busy\"}");
        assertFailed(ErrorClass.UNAVAILABLE);
        server.on(RESULT, 503, "{\"code\":\"no_money\"}");
        assertThat(poll()).isInstanceOf(NoVerdict.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"done", "failed"})
    void aStateInTheResultDecides(String word) {
        provider = ImaginaryProvider.withStateInResult(server.base());
        server.on(STATUS, 200, "{\"status\":\"" + word + "\"}");
        server.on(RESULT, 200, "{\"status\":\"done\",\"video\":{\"url\":\"https://cdn.example/a\"}}");
        assertThat(poll()).isInstanceOf(Succeeded.class);
        server.on(RESULT, 200, FAILED);
        assertFailed(ErrorClass.PROVIDER_FAILED);
        server.on(RESULT, 200, "{\"status\":\"cancelled\"}");
        assertThat(poll()).isEqualTo(new PollOutcome.Cancelled(Bill.UNTOLD));
        server.on(RESULT, 200, "{\"status\":\"working\"}");
        assertThat(poll()).isInstanceOf(Running.class);
        server.on(RESULT, 200, "{\"status\":\"polishing\"}");
        assertThat(poll()).isEqualTo(new Running(RemoteState.RUNNING, null, null, null, "polishing"));
        server.on(RESULT, 200, "{\"code\":\"busy\"}");
        assertThat(poll()).isInstanceOf(NoVerdict.class);
    }

    private PollOutcome poll() {
        return calls.poll(provider, request, ImaginaryProvider.KEY);
    }

    private void assertFailed(ErrorClass errorClass) {
        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollOutcome.Failed.class,
                        failed -> assertThat(failed.failure().errorClass()).isEqualTo(errorClass));
    }

    private RemoteRequest request(@Nullable String statusUrl) {
        return new RemoteRequest(
                "luma/ray/image-to-video", "a/1", "http://host.test:" + server.port(), null, statusUrl, null, null);
    }
}
