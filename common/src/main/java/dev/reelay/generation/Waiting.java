package dev.reelay.generation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a generation is not finished, and what happens next.
 *
 * @param next in one sentence
 * @param since when this began, as far as it is known
 * @param until when it ends at the latest, where that is known
 * @param position its place among those of its tenant that wait for the same offering, from 1; null when it does not wait
 *     in line
 * @param estimate when it will have ended, if all goes on as it went lately; null where nothing can be said
 */
public record Waiting(
        Reason reason,
        String next,
        Instant since,
        @Nullable Instant until,
        @Nullable Integer position,
        @Nullable Instant estimate) {

    Waiting(Reason reason, String next, Instant since, @Nullable Instant until) {
        this(reason, next, since, until, null, null);
    }

    /** The same with what can be foreseen. */
    Waiting estimated(@Nullable Instant foreseen) {
        return new Waiting(reason, next, since, until, position, foreseen);
    }

    /** The closed set of reasons. */
    public enum Reason {
        /** No worker has read its record yet. */
        NOT_YET_RECEIVED,
        /** All places are taken: of the accounts, or of the offering. */
        SLOT,
        /** There is room, and it is the turn of others. */
        TURN,
        /** A budget has no room for it. */
        BUDGET,
        /** The provider asked for a rest. */
        COOL_DOWN,
        /** There is room, and the next may begin a little later. */
        PACING,
        /** The offering has failed too often in a row. */
        BREAKER,
        /** No worker that runs has the offering in its catalog. */
        NOT_OFFERED,
        /** An operator has paused the offering, or every account of its provider. */
        PAUSED,
        /** The provider has no account that can be used: no money, no valid key, or none is set up. */
        ACCOUNT_OUT,
        /** The database was restored, and it may have been bought since the backup: a person decides. */
        QUARANTINE,
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
