package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider.RemoteState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SegmindDefinitionTest {
    private static final Catalog CATALOG = CatalogLoader.load(null, Map.of());
    private static final Provider SEGMIND = CATALOG.provider("segmind").orElseThrow();
    private static final Provider BLOCKING = CATALOG.provider("segmind-v1").orElseThrow();
    private final ProviderAnswers answers = new ProviderAnswers(SEGMIND);

    @ParameterizedTest
    @CsvSource({"QUEUED, QUEUED", "PROCESSING, RUNNING", "COMPLETED, SUCCEEDED", "FAILED, FAILED"})
    void itsWordsAreInCapitals(String word, RemoteState state) {
        assertThat(answers.state("{\"status\":\"" + word + "\"}")).contains(state);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"output\":\"https://a/1.mp4\",\"video\":{\"url\":\"https://a/1.mp4\"}}",
                "{\"output\":\"https://a/1.mp4\"}",
                "{\"output\":[\"https://a/1.mp4\"]}",
                "{\"output\":{\"video\":\"https://a/1.mp4\"}}"
            })
    void theOutputMayBeATextAListOrAnObjectOrStandBesideIt(String body) {
        for (Provider provider : List.of(SEGMIND, BLOCKING)) {
            assertThat(Objects.requireNonNull(provider.result())
                            .outputs()
                            .evaluate(ProviderAnswers.answer(200, body, Map.of())))
                    .isEqualTo(List.of("https://a/1.mp4"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "406 | {\"error\":\"Not enough credits\"} | out_of_credit",
                "406 | {\"error\":\"Team spend limit exceeded\"} | out_of_credit",
                "406 | {\"error\":\"Invalid content type\"} | internal",
                "406 | {\"error\":\"Invalid value for resolution\"} | invalid_input",
                "406 | {} | out_of_credit",
                "404 | {\"error\":\"No credits found for the user\"} | out_of_credit",
                "404 | {\"error\":\"Model x not found\"} | provider_failed",
                "405 | <html>405</html> | provider_failed",
                "410 | {\"error\":\"gone\"} | provider_failed",
                "400 | {\"error\":\"Prompt is Mandatory and must be string\"} | invalid_input",
                "422 | {\"status\":\"FAILED\",\"error\":\"Generation failed\"} | provider_failed",
                "422 | {\"status\":\"FAILED\",\"error\":\"Prompt is Mandatory and must be string\"} | invalid_input",
                "422 | {\"status\":\"FAILED\",\"error\":\"flagged by content moderation\"} | moderated",
                "401 | {\"error\":\"Unauthorized\"} | unauthorized",
                "403 | {\"error\":\"not allowed\"} | unauthorized",
                "429 | {\"error\":\"rate_limit_exceeded\"} | rate_limited",
                "503 | <html></html> | unavailable"
            })
    void onlyTheTextTellsTheFourMeaningsOf406Apart(int http, String body, String errorClass) {
        assertThat(answers.error(http, body, Map.of())).startsWith(errorClass + " | ");
    }

    @Test
    void itsRecordsLiveAnHour() {
        assertThat(SEGMIND.lifetimes().record()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void v1AnswersWithTheResultAndCannotBeAsked() {
        assertThat(BLOCKING.submit().blocking()).isTrue();
        assertThat(BLOCKING.submit().timeout()).isGreaterThanOrEqualTo(Duration.ofMinutes(10));
        assertThat(BLOCKING.poll()).isNull();
        assertThat(BLOCKING.cancel()).isNull();
        Provider.Result result = Objects.requireNonNull(BLOCKING.result());
        assertThat(Objects.requireNonNull(result.cost())
                        .evaluate(ProviderAnswers.answer(200, "{}", Map.of("x-cost", "1.60"))))
                .isEqualTo(1.6);
    }

    @Test
    void onlyAFailureInItsOwnWordsIsOne() {
        ProviderAnswers told = new ProviderAnswers(BLOCKING);
        assertThat(told.error(500, "{\"error\":\"Generation failed\"}", Map.of()))
                .startsWith("provider_failed");
        assertThat(told.error(500, "{}", Map.of())).startsWith("unavailable");
    }

    @Test
    void theSlugIsConfiguration(@TempDir Path root) {
        Catalog catalog =
                new CatalogFolder(root).with("providers/slug.yaml", """
                        provider: segmind
                        variables:
                          slug: '$lookup({"luma-ray-img-2-video": "luma-ray-renamed"}, model)'
                        """).load();
        Provider renamed = catalog.provider("segmind").orElseThrow();
        assertThat(Objects.requireNonNull(renamed.variables().get("slug"))
                        .evaluate(Map.of("model", "luma-ray-img-2-video")))
                .isEqualTo("luma-ray-renamed");
    }

    @Test
    void whatBlocksHasNothingToAskFor(@TempDir Path root) {
        CatalogFolder folder = new CatalogFolder(root).with("providers/v1.yaml", """
                provider: segmind-v1
                recovery: history
                cancel:
                  call: POST /cancel
                """);
        assertThat(folder.problems())
                .anyMatch(line -> line.contains("`cancel` must be left out where `submit` is `blocking`"))
                .anyMatch(line -> line.contains("`recovery` must be left out where `submit` is `blocking`"));
    }
}
