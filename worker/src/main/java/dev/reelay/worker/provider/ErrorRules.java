package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.catalog.Provider.ErrorRule;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.outside.RetryAfter;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes a failure of an answer, by the rules of the provider's definition; the first that holds decides. */
final class ErrorRules {
    private final InstantSource clock;

    ErrorRules(InstantSource clock) {
        this.clock = clock;
    }

    /** By the first rule that holds. */
    Optional<Failure> any(Provider provider, Answer answer) {
        return provider.errors().stream()
                .filter(rule -> answer.holds(rule.when()))
                .findFirst()
                .map(rule -> failure(rule, provider, answer));
    }

    /**
     * By the first rule that holds because of what the answer says, not of its status alone: with a success, or after one,
     * a rule for "everything else" must not speak.
     */
    Optional<Failure> specific(Provider provider, Answer answer) {
        Answer silent = answer.silent();
        return provider.errors().stream()
                .filter(rule -> answer.holds(rule.when()) && !silent.holds(rule.when()))
                .findFirst()
                .map(rule -> failure(rule, provider, answer));
    }

    /** Whether an answer has an error's message or code, whatever it means; words of the definition's own are none. */
    boolean speaks(Provider provider, Answer answer) {
        Answer silent = answer.silent();
        return provider.errors().stream()
                .anyMatch(rule -> (answer.text(rule.message()) != null && silent.text(rule.message()) == null)
                        || (answer.text(rule.code()) != null && silent.text(rule.code()) == null));
    }

    /** What a refusal means where the definition has no rule for it. */
    Failure byStatus(Provider provider, Answer answer) {
        ErrorClass errorClass = switch (answer.status()) {
            case 400, 413, 422 -> ErrorClass.INVALID_INPUT;
            case 401, 403 -> ErrorClass.UNAUTHORIZED;
            case 402 -> ErrorClass.OUT_OF_CREDIT;
            case 429 -> ErrorClass.RATE_LIMITED;
            default -> ErrorClass.PROVIDER_FAILED;
        };
        return failure(errorClass, null, null, provider, answer);
    }

    private Failure failure(ErrorRule rule, Provider provider, Answer answer) {
        return failure(rule.errorClass(), answer.text(rule.message()), answer.text(rule.code()), provider, answer);
    }

    private Failure failure(
            ErrorClass errorClass, @Nullable String message, @Nullable String code, Provider provider, Answer answer) {
        String said = message == null ? provider.name() + " answered with HTTP " + answer.status() : message;
        return new Failure(errorClass, said, code, RetryAfter.of(answer.headers(), clock));
    }
}
