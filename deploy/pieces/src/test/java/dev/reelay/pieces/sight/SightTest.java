package dev.reelay.pieces.sight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.processes.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SightTest {
    @Test
    void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
        Map<String, AlertRules.Rule> rules = AlertRules.read();

        for (Map.Entry<String, AlertRules.Rule> rule : rules.entrySet()) {
            assertThat(rule.getValue().runbook()).isEqualTo("docs/runbooks/" + rule.getKey() + ".md");
            assertThat(rule.getValue().severity()).isIn("page", "ticket");
            assertThat(Repository.read(rule.getValue().runbook()))
                    .startsWith("# " + rule.getKey() + "\n")
                    .contains("`" + rule.getValue().expression() + "`", "## Look", "## Do");
        }
        try (Stream<Path> pages = Files.list(Repository.ROOT.resolve("docs/runbooks"))) {
            assertThat(pages.map(page -> page.getFileName().toString().replace(".md", "")))
                    .containsExactlyInAnyOrderElementsOf(rules.keySet());
        }
    }

    @Test
    void everyOneOfOursInAPanelOrRuleIsDocumented() throws IOException {
        Set<String> asked = new HashSet<>();
        Dashboards.expressions().forEach(expression -> asked.addAll(Dashboards.metrics(expression)));
        AlertRules.read().values().forEach(rule -> asked.addAll(Dashboards.metrics(rule.expression())));

        assertThat(asked).contains("reelay_requests_waiting", "up");
        assertThat(MetricsPage.names()).containsAll(MetricsPage.families(asked));
    }

    @Test
    void everyMetricIsOnAPanel() throws IOException {
        Set<String> shown = new HashSet<>();
        Dashboards.expressions().forEach(expression -> shown.addAll(Dashboards.metrics(expression)));

        assertThat(MetricsPage.families(shown)).isEqualTo(MetricsPage.names());
    }

    /** What each of several workers may tell of the whole installation must not be counted once for each. */
    @Test
    void whatIsTrueOfTheWholeInstallationIsNotAddedUp() throws IOException {
        for (AlertRules.Rule rule : AlertRules.read().values()) {
            assertThat(MetricsPage.addedUp(rule.expression()))
                    .as(rule.expression())
                    .isEmpty();
        }
        for (String expression : Dashboards.expressions()) {
            assertThat(MetricsPage.addedUp(expression)).as(expression).isEmpty();
        }
        assertThat(MetricsPage.addedUp("sum by (currency) (reelay_spend_last_hour) > 1"))
                .containsExactly("reelay_spend_last_hour");
    }

    @Test
    void aFigureThatTwoWorkersTellIsTakenOnce() throws IOException {
        String text = """
                reelay_attempts_unknown{provider="fal"} 15
                reelay_spend_last_hour{provider="fal",currency="USD",kind="charged"} 200
                reelay_spend_last_hour{provider="segmind",currency="USD",kind="charged"} %s
                """;
        Map<String, AlertRules.Rule> rules = AlertRules.read();

        assertThat(firing(rules, twice(text.formatted("200")))).isEmpty();
        assertThat(firing(rules, twice(text.formatted("301")))).containsExactly("ReelaySpendFast");
    }

    @Test
    void recordsThatAreReadAndNotAnsweredAreSeenAndTheFirstAnswerToo() throws IOException {
        String read = "kafka_consumer_fetch_manager_records_consumed_total{client_id=\"kafka-consumer-requests-in\"} ";
        String answered = "reelay_topic_records_total{outcome=\"accepted\"} ";
        String rule = AlertRules.read().entrySet().stream()
                .filter(one -> one.getKey().equals("ReelayRecordsNotAnswered"))
                .findFirst()
                .orElseThrow()
                .getValue()
                .expression();

        assertThat(between(read + "0", read + "3").evaluate(rule)).isNotEmpty();
        assertThat(between(read + "0", read + "3\n" + answered + "3").evaluate(rule))
                .isEmpty();
        assertThat(between(read + "3\n" + answered + "3", read + "9\n" + answered + "4")
                        .evaluate(rule))
                .isNotEmpty();
        assertThat(between(read + "9\n" + answered + "9", read + "9\n" + answered + "9")
                        .evaluate(rule))
                .isEmpty();
    }

    private static Expression between(String before, String now) {
        return new Expression(
                new Scrape().with("reelay-api", "api", before), new Scrape().with("reelay-api", "api", now));
    }

    private static Scrape twice(String text) {
        return new Scrape()
                .with("reelay-worker", "worker-1", text + "reelay_events_unpublished 0\n")
                .with("reelay-worker", "worker-2", text);
    }

    private static List<String> firing(Map<String, AlertRules.Rule> rules, Scrape now) {
        Expression expression = new Expression(new Scrape(), now);
        return rules.entrySet().stream()
                .filter(rule ->
                        !expression.evaluate(rule.getValue().expression()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void panelsAskTheSourceThatIsChosenAndDoNotOverlap() throws IOException {
        for (JsonNode dashboard : Dashboards.read()) {
            assertThat(dashboard.path("uid").asText()).startsWith("reelay-");
            Set<List<Integer>> places = new HashSet<>();
            for (JsonNode panel : dashboard.path("panels")) {
                assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${source}");
                assertThat(panel.path("title").asText()).isNotBlank();
                assertThat(panel.path("targets")).isNotEmpty();
                JsonNode place = panel.path("gridPos");
                assertThat(places.add(
                                List.of(place.path("x").asInt(), place.path("y").asInt())))
                        .isTrue();
            }
            assertThat(places).isNotEmpty();
        }
    }
}
