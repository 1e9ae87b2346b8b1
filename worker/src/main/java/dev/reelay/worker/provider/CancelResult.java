package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of asking a provider to cancel. */
public sealed interface CancelResult {

    /** The provider answered. */
    record Told(Provider.CancelOutcome outcome) implements CancelResult {}

    /** This provider cannot cancel; the request runs to its end. */
    record NotOffered() implements CancelResult {}

    /** No answer that means anything; may be asked again. */
    record NoAnswer(
            String reason, int httpStatusOrZero, @Nullable Duration retryAfter) implements CancelResult {}
}
