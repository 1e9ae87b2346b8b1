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
