package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider says of a request. A verdict is only given when sure; anything doubtful is {@link NoVerdict}. */
public sealed interface PollOutcome {

    /**
     * Not done yet.
     *
     * @param progress per cent
     * @param retryAfter how long the provider asked us to wait
     * @param strangeWord the provider's word for the state when its definition does not know it
     */
    record Running(
            Provider.RemoteState state,
            @Nullable Integer queuePosition,
            @Nullable Integer progress,
            @Nullable Duration retryAfter,
            @Nullable String strangeWord)
            implements PollOutcome {}

    /**
     * Done; the results wait at these URLs.
     *
     * @param outputs at least one, not checked yet: they are the provider's words
     */
    record Succeeded(List<String> outputs, Bill bill) implements PollOutcome {}

    /** It failed, for good. */
    record Failed(Failure failure, Bill bill) implements PollOutcome {}

    /** It was cancelled and will not render. */
    record Cancelled(Bill bill) implements PollOutcome {}

    /**
     * The question was not answered; ask again.
     *
     * @param meaning what the provider's definition makes of the answer, if there was one that says something
     */
    record NoVerdict(
            String reason,
            int httpStatusOrZero,
            @Nullable Duration retryAfter,
            @Nullable ErrorClass meaning) implements PollOutcome {

        /** There was no answer that could be read. */
        NoVerdict(String reason, int httpStatusOrZero) {
            this(reason, httpStatusOrZero, null, null);
        }

        /** Whether the provider says that it does not know the key. */
        public boolean isKeyRefused() {
            return meaning == ErrorClass.UNAUTHORIZED;
        }
    }
}
