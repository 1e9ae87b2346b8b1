package dev.reelay.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a generation is not finished, and what happens next.
 *
 * @param next in one sentence
 * @param since when this began, as far as it is known
 * @param until when it ends at the latest, where that is known
 */
public record Waiting(
        Reason reason, String next, Instant since, @Nullable Instant until) {

    /** The closed set of reasons. */
    public enum Reason {
        /** No worker has read its record yet. */
        NOT_YET_RECEIVED,
        /** All places of the account are taken. */
        SLOT,
        /** There is room, and it is not its turn yet. */
        TURN,
        /** The provider asked for a rest. */
        COOL_DOWN,
        /** The submit is on its way. */
        SUBMITTING,
        /** It stands in the provider's queue. */
        PROVIDER_QUEUE,
        /** The provider renders. */
        RENDERING,
        /** It cannot be known whether the provider accepted it, and the caller wants a person to decide. */
        HELD,
        /** The result is being copied to the bucket. */
        COPYING
    }
}
