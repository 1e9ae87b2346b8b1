package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where each provider tells what a request costs, and what the account has left. */
class MoneySignalsTest {
    private static final Catalog CATALOG = CatalogLoader.load(null, Map.of());
    private static final String METRICS = "{\"metrics\":{\"cost\":1.6,\"remaining_credits\":18.4}}";

    @Test
    void segmindTellsBothInItsMetrics() {
        assertThat(cost("segmind", METRICS, Map.of())).isEqualTo(1.6);
        assertThat(left("segmind", METRICS, Map.of())).isEqualTo(18.4);
        assertThat(cost("segmind", "{\"status\":\"FAILED\",\"metrics\":{\"total_time\":0.2}}", Map.of()))
                .as("a failure is not billed")
                .isNull();
    }

    @Test
    void itsBlockingCallTellsThemInHeaders() {
        Map<String, String> headers = Map.of("x-cost", "1.60", "x-remaining-credits", "16.80");

        assertThat(cost("segmind-v1", "{}", headers)).isEqualTo(1.6);
        assertThat(left("segmind-v1", "{}", headers)).isEqualTo(16.8);
    }

    @Test
    void runComfyTellsTheCostOnAsking() {
        assertThat(Objects.requireNonNull(result("runcomfy").call()).path()).endsWith("?include_cost=true");
        assertThat(cost("runcomfy", "{\"cost\":0.45}", Map.of())).isEqualTo(0.45);
    }

    @Test
    void falTellsUnits() {
        Provider.Signals signals = Objects.requireNonNull(provider("fal").signals());

        assertThat(evaluated(signals.billableUnits(), "{}", Map.of("x-fal-billable-units", "2.5")))
                .isEqualTo(2.5);
        assertThat(evaluated(signals.billableUnits(), "{}", Map.of())).isNull();
    }

    private static @Nullable Object cost(String provider, String body, Map<String, String> headers) {
        return evaluated(result(provider).cost(), body, headers);
    }

    private static @Nullable Object left(String provider, String body, Map<String, String> headers) {
        return evaluated(Objects.requireNonNull(provider(provider).signals()).remainingCredits(), body, headers);
    }

    private static @Nullable Object evaluated(
            @Nullable Expression expression, String body, Map<String, String> headers) {
        return Objects.requireNonNull(expression).evaluate(ProviderAnswers.answer(200, body, headers));
    }

    private static Provider.Result result(String provider) {
        return Objects.requireNonNull(provider(provider).result());
    }

    private static Provider provider(String name) {
        return CATALOG.provider(name).orElseThrow();
    }
}
