package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider.Recovery;
import dev.reelay.catalog.Provider.RemoteState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaveSpeedDefinitionTest {
    private static final Provider WAVESPEED =
            CatalogLoader.load(null, Map.of()).provider("wavespeed").orElseThrow();
    private final ProviderAnswers answers = new ProviderAnswers(WAVESPEED);

    @ParameterizedTest
    @CsvSource({
        "created, QUEUED",
        "pending, QUEUED",
        "processing, RUNNING",
        "completed, SUCCEEDED",
        "failed, FAILED",
        "timeout, FAILED",
        "deleted, FAILED",
        "cancelled, CANCELLED"
    })
    void theStateStandsInTheEnvelope(String word, RemoteState state) {
        assertThat(answers.state("{\"code\":200,\"data\":{\"status\":\"" + word + "\"}}"))
                .contains(state);
    }

    @Test
    void thePollCarriesTheOutputs() {
        Provider.Result result = Objects.requireNonNull(WAVESPEED.result());
        assertThat(result.outputs()
                        .evaluate(ProviderAnswers.answer(
                                200, "{\"data\":{\"outputs\":[\"https://a/1.mp4\",\"https://a/2.mp4\"]}}", Map.of())))
                .isEqualTo(List.of("https://a/1.mp4", "https://a/2.mp4"));
        assertThat(result.call()).isNull();
    }

    @Test
    void itsHistoryCanTellWhetherASubmitWasAccepted() {
        assertThat(WAVESPEED.recovery()).isEqualTo(Recovery.HISTORY);
        History history = Objects.requireNonNull(WAVESPEED.history());
        assertThat(Objects.requireNonNull(history.body())
                        .evaluate(
                                Map.of("page", 2, "size", 100, "model", "luma/ray-2-i2v", "after", "a", "before", "b")))
                .isEqualTo(Map.of(
                        "page", 2,
                        "page_size", 100,
                        "model", "luma/ray-2-i2v",
                        "created_after", "a",
                        "created_before", "b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"code\":200,\"message\":\"success\",\"data\":{\"status\":\"failed\",\"error\":\"content moderation: input image rejected\",\"code\":1200}} | moderated | 1200 | content moderation: input image rejected",
                "200 | {\"code\":200,\"message\":\"success\",\"data\":{\"status\":\"failed\",\"error\":\"failed to fetch\",\"code\":1402}} | invalid_input | 1402 | failed to fetch",
                "200 | {\"code\":200,\"message\":\"success\",\"data\":{\"status\":\"failed\",\"error\":\"task failed\",\"code\":1403}} | provider_failed | 1403 | task failed",
                "200 | {\"code\":200,\"message\":\"success\",\"data\":{\"status\":\"failed\",\"error\":\"gone\",\"code\":5003}} | unavailable | 5003 | gone",
                "200 | {\"code\":200,\"message\":\"success\",\"data\":{\"status\":\"timeout\",\"error\":\"\"}} | provider_failed | null | null",
                "200 | {\"code\":401,\"message\":\"who\"} | unauthorized | 401 | who",
                "200 | {\"code\":429,\"message\":\"slow\"} | rate_limited | 429 | slow",
                "200 | {\"code\":500,\"message\":\"internal error\"} | none | |",
                "400 | {\"code\":400,\"message\":\"image: missing\",\"error_code\":1400} | invalid_input | 1400 | image: missing",
                "401 | {\"code\":401,\"message\":\"who\"} | unauthorized | 401 | who",
                "402 | {\"code\":402,\"message\":\"top up\"} | out_of_credit | 402 | top up",
                "404 | {\"code\":404,\"message\":\"no model\"} | provider_failed | 404 | no model",
                "429 | {\"code\":429,\"message\":\"slow\"} | rate_limited | 429 | slow",
                "503 | <html></html> | unavailable | null | null",
                "200 | {\"code\":200,\"message\":\"success\",\"data\":{\"status\":\"completed\",\"error\":\"\"}} | none | |"
            })
    void aFailureIsHttp200WithACodeWithin(int http, String body, String errorClass, String code, String message) {
        String expected = errorClass.equals("none") ? "none" : errorClass + " | " + code + " | " + message;
        assertThat(answers.error(http, body, Map.of())).isEqualTo(expected);
    }
}
