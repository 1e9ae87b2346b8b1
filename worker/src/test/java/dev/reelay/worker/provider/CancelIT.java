package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CancelIT {
    private static final String CANCEL = "PUT /base/luma/ray/requests/a-1/cancel";

    private TinyServer server;
    private OutgoingHttp http;
    private ProviderCalls calls;

    @BeforeEach
    void start() throws IOException {
        server = TinyServer.start();
        http = Outside.client(server.port());
        calls = TestCalls.by(http, InstantSource.system());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "202 | {\"outcome\":\"cancelled\"} | CANCELLED",
                "202 | {\"outcome\":\"who knows\"} | REQUESTED",
                "200 | <html></html> | REQUESTED",
                "204 | '' | REQUESTED",
                "400 | {} | TOO_LATE",
                "404 | {} | NOT_FOUND"
            })
    void anAnswerMeansWhatTheRulesSay(int status, String body, CancelOutcome outcome) {
        server.on(CANCEL, status, body);
        assertThat(cancel(ImaginaryProvider.at(server.base()))).isEqualTo(new CancelResult.Told(outcome));
    }

    @Test
    void anErrorThatNoRuleKnowsIsNoAnswer() {
        server.on(CANCEL, 503, "{}", Map.of("Retry-After", "2"));
        assertThat(cancel(ImaginaryProvider.at(server.base())))
                .isEqualTo(new CancelResult.NoAnswer("asked to cancel, HTTP 503", 503, Duration.ofSeconds(2)));
    }

    @Test
    void aProviderThatCannotCancelIsNotAsked() {
        assertThat(cancel(ImaginaryProvider.withoutCancel(server.base()))).isEqualTo(new CancelResult.NotOffered());
        assertThat(server.asked()).isEmpty();
    }

    private CancelResult cancel(Provider provider) {
        RemoteRequest request = RemoteRequest.at("http://host.test:" + server.port(), "luma/ray", "a-1");
        return calls.cancel(provider, request, ImaginaryProvider.KEY);
    }
}
