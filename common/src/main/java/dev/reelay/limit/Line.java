package dev.reelay.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where one waiting generation stands, and what holds back whoever is first.
 *
 * @param ofOffering whether it is the offering that holds it back, and not the accounts
 * @param until when that ends, where it is known
 * @param slots how many may be in flight where it is held back, and how many are
 * @param capacity how many of its offering can be in flight at once, at the most
 * @param startsASecond how many may begin, where all accounts are paced
 * @param before how many of its tenant go before it for the same offering; counted up to {@link #MOST}
 * @param share the part of what begins there that is its tenant's, from 0 to 1
 * @param cause of a rest, or of an account that is out, in one word
 */
public record Line(
        Hold hold,
        boolean ofOffering,
        @Nullable Instant until,
        int slots,
        int taken,
        int capacity,
        @Nullable Double startsASecond,
        int before,
        double share,
        @Nullable String cause) {

    /** More than this is not counted. */
    public static final int MOST = 10_000;

    /** What holds back. */
    public enum Hold {
        /** An operator has paused the offering, or every account. */
        PAUSED,
        /** No worker has the offering in its catalog. */
        NOT_OFFERED,
        /** The offering has failed too often in a row. */
        BREAKER,
        /** No account can be used: the provider will not have it, or none is set up. */
        ACCOUNT_OUT,
        /** The provider asked for a rest. */
        COOL_DOWN,
        /** All places are taken. */
        SLOT,
        /** The next may begin a little later. */
        PACING,
        /** Nothing: others go first. */
        TURN
    }
}
