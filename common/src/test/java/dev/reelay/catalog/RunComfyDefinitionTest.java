package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.catalog.Provider.RemoteState;
import dev.reelay.catalog.Provider.Result;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RunComfyDefinitionTest {
    private static final Provider RUNCOMFY =
            CatalogLoader.load(null, Map.of()).provider("runcomfy").orElseThrow();
    private static final Result RESULT = Objects.requireNonNull(RUNCOMFY.result());
    private final ProviderAnswers answers = new ProviderAnswers(RUNCOMFY);

    @ParameterizedTest
    @CsvSource({
        "in_queue, QUEUED",
        "in_progress, RUNNING",
        "completed, SUCCEEDED",
        "succeeded, SUCCEEDED",
        "failed, FAILED",
        "cancelled, CANCELLED"
    })
    void bothWordsForSuccessAreTakenInBothPlaces(String word, RemoteState state) {
        assertThat(answers.state("{\"status\":\"" + word + "\"}")).contains(state);
        assertThat(RESULT.states()).containsEntry(word, state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"output\":{\"video\":\"https://a/1.mp4\"}}",
                "{\"output\":{\"videos\":[\"https://a/1.mp4\"]}}",
                "{\"output\":{\"image\":\"https://a/1.png\",\"video\":\"https://a/1.mp4\",\"videos\":[\"https://a/1.mp4\"]}}",
                "{\"output\":\"https://a/1.mp4\"}",
                "{\"output\":[\"https://a/1.mp4\"]}"
            })
    void theOutputMayBeAnObjectATextOrAList(String body) {
        assertThat(outputs(body)).isEqualTo(List.of("https://a/1.mp4"));
    }

    @Test
    void severalOutputsStayInOrder() {
        assertThat(outputs("{\"output\":{\"videos\":[\"https://a/1.mp4\",\"https://a/2.mp4\"]}}"))
                .isEqualTo(List.of("https://a/1.mp4", "https://a/2.mp4"));
        assertThat(Documents.tree(outputs("{\"status\":\"in_progress\"}"))).isEmpty();
    }

    @Test
    void theCostIsAskedForAlsoByTheAnswersOwnLink() {
        String body = "{\"request_id\":\"r\",\"result_url\":\"https://model-api.runcomfy.net/v1/requests/r/result\"}";
        Expression link = Objects.requireNonNull(RUNCOMFY.submit().resultUrl());
        assertThat(link.evaluate(ProviderAnswers.answer(200, body, Map.of())))
                .isEqualTo("https://model-api.runcomfy.net/v1/requests/r/result?include_cost=true");
        assertThat(link.evaluate(ProviderAnswers.answer(200, "{}", Map.of()))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {\"error_code\":400002,\"error_message\":\"no balance\"} | out_of_credit | 400002 | no balance",
                "402 | {} | out_of_credit | null | null",
                "200 | {\"error_code\":400004,\"error_message\":\"no token\"} | unauthorized | 400004 | no token",
                "401 | {\"message\":\"who are you\"} | unauthorized | null | who are you",
                "403 | {\"error_code\":403001,\"error_message\":\"not yours\"} | unauthorized | 403001 | not yours",
                "404 | {\"error_code\":404001,\"error_message\":\"not found\"} | unavailable | 404001 | not found",
                "200 | {\"error_code\":404001,\"error_message\":\"not found\"} | unavailable | 404001 | not found",
                "400 | {\"error_code\":400001,\"error_message\":\"no such model\"} | unavailable | 400001 | no such model",
                "422 | {\"detail\":\"bad duration\"} | invalid_input | null | bad duration",
                "400 | {\"error_code\":400099,\"error_message\":\"bad\"} | invalid_input | 400099 | bad",
                "429 | {} | rate_limited | null | null",
                "503 | <html>busy</html> | unavailable | null | null",
                "200 | {\"status\":\"failed\",\"error\":\"it broke\"} | provider_failed | null | it broke",
                "200 | {\"status\":\"failed\"} | provider_failed | null | null",
                "200 | {\"status\":\"failed\",\"error\":\"Blocked by content moderation\"} | moderated | null | Blocked by content moderation",
                "200 | {\"status\":\"cancelled\"} | cancelled | null | null",
                "200 | {\"request_id\":\"r\",\"status\":\"in_queue\"} | none |  |"
            })
    void errorsAreDecidedByTheDefinition(int http, String body, String errorClass, String code, String message) {
        String expected = errorClass.equals("none") ? "none" : errorClass + " | " + code + " | " + message;
        assertThat(answers.error(http, body, Map.of())).isEqualTo(expected);
    }

    @Test
    void aCancelIsBelievedWhenTheStateSaysSo() {
        assertThat(answers.cancel(202, "{\"status\":\"completed\",\"outcome\":\"cancelled\"}"))
                .isEqualTo(CancelOutcome.REQUESTED);
        assertThat(answers.cancel(202, "{\"status\":\"in_progress\",\"outcome\":\"not_cancellable\"}"))
                .isEqualTo(CancelOutcome.TOO_LATE);
        assertThat(answers.cancel(202, "{\"status\":\"cancelled\",\"outcome\":\"cancellation_requested\"}"))
                .isEqualTo(CancelOutcome.REQUESTED);
        assertThat(answers.cancel(200, "{\"error_code\":404001}")).isEqualTo(CancelOutcome.NOT_FOUND);
    }

    private static Object outputs(String body) {
        return Objects.requireNonNullElse(
                RESULT.outputs().evaluate(ProviderAnswers.answer(200, body, Map.of())), List.of());
    }
}
