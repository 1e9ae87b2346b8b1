package dev.reelay.error;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Why an attempt or a generation did not succeed. The set is closed, decided by the provider's definition and nowhere
 * else; each class says whether the same provider may be asked again, whether another may, and whether money may be
 * owed all the same.
 */
public enum ErrorClass {
    /** The input is not what the model takes; the caller must change it. */
    INVALID_INPUT(Again.NEVER, Elsewhere.NO, Owed.NOTHING),
    /** Prompt or media were refused by a policy check; never tried again, nowhere. */
    MODERATED(Again.NEVER, Elsewhere.NO, Owed.NOTHING),
    /** The provider does not accept our key. */
    UNAUTHORIZED(Again.NEVER, Elsewhere.YES, Owed.NOTHING),
    /** The account at the provider has no money left. */
    OUT_OF_CREDIT(Again.NEVER, Elsewhere.YES, Owed.NOTHING),
    /** The provider asks us to slow down. */
    RATE_LIMITED(Again.LATER, Elsewhere.YES, Owed.NOTHING),
    /** The provider, or the way to it, does not work at the moment. */
    UNAVAILABLE(Again.LATER, Elsewhere.YES, Owed.NOTHING),
    /** The provider accepted the work, tried, and failed. */
    PROVIDER_FAILED(Again.NEVER, Elsewhere.YES, Owed.NOTHING),
    /** A deadline passed: the caller's, or the longest render of the offering. */
    TIMEOUT(Again.NEVER, Elsewhere.NO, Owed.PERHAPS),
    /** The provider rendered, and the result could not be had any more. */
    RESULT_LOST(Again.NEVER, Elsewhere.NO, Owed.YES),
    /** It cannot be known whether the provider accepted the submit. */
    SUBMIT_OUTCOME_UNKNOWN(Again.NEVER, Elsewhere.NO, Owed.PERHAPS),
    /** A budget of the tenant leaves no room for it, and wants such requests refused; nothing was sent. */
    OVER_BUDGET(Again.NEVER, Elsewhere.NO, Owed.NOTHING),
    /** The caller wanted no more. */
    CANCELLED(Again.NEVER, Elsewhere.NO, Owed.PERHAPS),
    /** A fault of Reelay itself. */
    INTERNAL(Again.NEVER, Elsewhere.NO, Owed.PERHAPS);

    private enum Again {
        NEVER,
        LATER
    }

    private enum Elsewhere {
        YES,
        NO
    }

    private enum Owed {
        NOTHING,
        PERHAPS,
        YES
    }

    private final Again again;
    private final Elsewhere elsewhere;
    private final Owed owed;

    ErrorClass(Again again, Elsewhere elsewhere, Owed owed) {
        this.again = again;
        this.elsewhere = elsewhere;
        this.owed = owed;
    }

    /** The class with this public name, such as {@code rate_limited}. */
    public static Optional<ErrorClass> of(String wire) {
        return Arrays.stream(values())
                .filter(value -> value.wire().equals(wire))
                .findFirst();
    }

    /** The public name, as it stands in answers, events and definitions. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the same provider may be asked again, after a wait. */
    public boolean mayTryAgain() {
        return again == Again.LATER;
    }

    /** Whether another provider may be asked instead. */
    public boolean mayTryElsewhere() {
        return elsewhere == Elsewhere.YES;
    }

    /** Whether the provider may bill us although there is no result. */
    public boolean mayOweMoney() {
        return owed != Owed.NOTHING;
    }
}
