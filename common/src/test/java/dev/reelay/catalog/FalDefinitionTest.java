package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.catalog.Provider.RemoteState;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FalDefinitionTest {
    private static final Provider FAL =
            CatalogLoader.load(null, Map.of()).provider("fal").orElseThrow();
    private final ProviderAnswers answers = new ProviderAnswers(FAL);

    @ParameterizedTest
    @CsvSource({
        "fal-ai/luma-dream-machine/ray-2/image-to-video, fal-ai/luma-dream-machine",
        "fal-ai/flux, fal-ai/flux",
        "workflows/owner/alias/more, workflows/owner/alias",
        "comfy/owner/alias, comfy/owner/alias",
        "12345-fast-sdxl, 12345/fast-sdxl"
    })
    void onlyASubmitGoesToTheFullId(String model, String app) {
        assertThat(Objects.requireNonNull(FAL.variables().get("app")).evaluate(Map.of("model", model)))
                .isEqualTo(app);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"IN_QUEUE\",\"queue_position\":2} | QUEUED",
                "{\"status\":\"IN_PROGRESS\",\"logs\":null} | RUNNING",
                "{\"status\":\"COMPLETED\",\"metrics\":{}} | SUCCEEDED",
                "{\"status\":\"COMPLETED\",\"error\":null,\"error_type\":null} | SUCCEEDED",
                "{\"status\":\"COMPLETED\",\"error\":\"Request timed out\",\"error_type\":\"request_timeout\"} | FAILED",
                "{\"status\":\"COMPLETED\",\"error_type\":\"runner_server_error\"} | FAILED",
                "{\"status\":\"COMPLETED\",\"error\":\"cancelled\",\"error_type\":\"client_cancelled\"} | CANCELLED"
            })
    void completedWithAnErrorIsAFailure(String body, RemoteState state) {
        assertThat(answers.state(body)).contains(state);
    }

    @Test
    void anUnknownWordIsNoState() {
        assertThat(answers.state("{\"status\":\"PAUSED\"}")).isEmpty();
        assertThat(answers.state("{}")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "401 | {\"detail\":\"invalid key credentials\"} | unauthorized | null | invalid key credentials",
                "403 | {\"detail\":\"User is locked. Reason: Exhausted balance.\"} | out_of_credit | null | User is locked. Reason: Exhausted balance.",
                "403 | {\"detail\":\"Forbidden\"} | unauthorized | null | Forbidden",
                "422 | {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"flagged\",\"type\":\"content_policy_violation\"}]} | moderated | content_policy_violation | flagged",
                "422 | {\"detail\":[{\"msg\":\"a\",\"type\":\"missing\"},{\"msg\":\"b\",\"type\":\"x\"}]} | invalid_input | missing | a; b",
                "422 | {\"detail\":[{\"msg\":\"cannot load\",\"type\":\"image_load_error\"}]} | invalid_input | image_load_error | cannot load",
                "422 | {\"detail\":\"bad\"} | invalid_input | null | bad",
                "422 | {\"detail\":[{\"msg\":\"none\",\"type\":\"no_media_generated\"}]} | provider_failed | no_media_generated | none",
                "504 | {\"detail\":[{\"msg\":\"late\",\"type\":\"generation_timeout\"}]} | provider_failed | generation_timeout | late",
                "400 | {\"detail\":[{\"msg\":\"down\",\"type\":\"downstream_service_error\"}]} | provider_failed | downstream_service_error | down",
                "504 | {\"detail\":\"Request timed out\",\"error_type\":\"request_timeout\"} | unavailable | request_timeout | Request timed out",
                "503 | {\"detail\":\"gone\",\"error_type\":\"runner_disconnected\"} | unavailable | runner_disconnected | gone",
                "499 | {\"detail\":\"cancelled\",\"error_type\":\"client_cancelled\"} | cancelled | client_cancelled | cancelled",
                "400 | {\"detail\":\"Request is still in progress\"} | unavailable | null | Request is still in progress",
                "400 | {\"detail\":\"bad\",\"error_type\":\"bad_request\"} | invalid_input | bad_request | bad",
                "404 | {\"status\":\"NOT_FOUND\"} | unavailable | null | null",
                "429 | {\"detail\":\"slow down\"} | rate_limited | null | slow down",
                "502 | <html>bad gateway</html> | unavailable | null | null",
                "500 | {} | unavailable | null | null",
                "200 | {\"status\":\"COMPLETED\",\"error\":\"Request timed out\",\"error_type\":\"request_timeout\"} | unavailable | request_timeout | Request timed out",
                "200 | {\"status\":\"COMPLETED\",\"error\":\"boom\",\"error_type\":\"odd\"} | provider_failed | odd | boom"
            })
    void errorsAreDecidedByTheDefinition(int http, String body, String errorClass, String code, String message) {
        assertThat(answers.error(http, body, Map.of())).isEqualTo(errorClass + " | " + code + " | " + message);
    }

    @Test
    void falMaySayThatAnotherTryHelps() {
        String body = "{\"detail\":[{\"msg\":\"oops\",\"type\":\"internal_server_error\"}]}";
        assertThat(answers.error(500, body, Map.of())).startsWith("provider_failed");
        assertThat(answers.error(500, body, Map.of("x-fal-retryable", "true"))).startsWith("unavailable");
        assertThat(answers.error(500, body, Map.of("x-fal-needs-retry", "1"))).startsWith("unavailable");
    }

    @Test
    void aSuccessIsNoError() {
        assertThat(answers.error(200, "{\"request_id\":\"a\",\"status\":\"IN_QUEUE\"}", Map.of()))
                .isEqualTo("none");
    }

    @Test
    void aCancelIsASignalAndNoPromise() {
        assertThat(answers.cancel(202, "{\"status\":\"CANCELLATION_REQUESTED\"}"))
                .isEqualTo(CancelOutcome.REQUESTED);
        assertThat(answers.cancel(200, "{\"success\":true}")).isEqualTo(CancelOutcome.REQUESTED);
        assertThat(answers.cancel(400, "{\"status\":\"ALREADY_COMPLETED\"}")).isEqualTo(CancelOutcome.TOO_LATE);
        assertThat(answers.cancel(404, "{\"status\":\"NOT_FOUND\"}")).isEqualTo(CancelOutcome.NOT_FOUND);
    }

    @Test
    void theOutputIsTheVideo() {
        assertThat(Objects.requireNonNull(FAL.result())
                        .outputs()
                        .evaluate(ProviderAnswers.answer(200, "{\"video\":{\"url\":\"https://a/1.mp4\"}}", Map.of())))
                .isEqualTo(List.of("https://a/1.mp4"));
    }
}
