package dev.reelay.catalog;

import dev.reelay.catalog.Provider.CancelOutcome;
import dev.reelay.catalog.Provider.CancelRule;
import dev.reelay.catalog.Provider.ErrorRule;
import dev.reelay.catalog.Provider.RemoteState;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider's definition makes of the provider's answers. */
final class ProviderAnswers {
    private final Provider provider;

    ProviderAnswers(Provider provider) {
        this.provider = provider;
    }

    static Map<String, @Nullable Object> answer(int http, String body, Map<String, String> headers) {
        Map<String, @Nullable Object> answer = new HashMap<>(Map.of("http", http, "headers", headers));
        answer.put("body", body.startsWith("<") ? body : Documents.plain(Seeds.json(body)));
        return answer;
    }

    Optional<RemoteState> state(String body) {
        Object word = provider.polled().state().evaluate(answer(200, body, Map.of()));
        return Optional.ofNullable(provider.polled().states().get(String.valueOf(word)));
    }

    CancelOutcome cancel(int http, String body) {
        return Objects.requireNonNull(provider.cancel()).outcomes().stream()
                .filter(rule -> rule.when().holds(answer(http, body, Map.of())))
                .findFirst()
                .map(CancelRule::outcome)
                .orElse(CancelOutcome.REQUESTED);
    }

    /** The class, code and message as one line; "none" where no rule holds. */
    String error(int http, String body, Map<String, String> headers) {
        Map<String, @Nullable Object> answer = answer(http, body, headers);
        return provider.errors().stream()
                .filter(rule -> rule.when().holds(answer))
                .findFirst()
                .map(rule -> told(rule, answer))
                .orElse("none");
    }

    private static String told(ErrorRule rule, Map<String, @Nullable Object> answer) {
        return rule.errorClass().wire()
                + " | " + (rule.code() == null ? null : rule.code().evaluate(answer))
                + " | " + (rule.message() == null ? null : rule.message().evaluate(answer));
    }
}
