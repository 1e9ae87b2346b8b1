package dev.reelay.worker.run;

import dev.reelay.error.Failure;

/** What becomes of a request when its attempt has ended without a result: the effects of the function {@code settle_attempt}. */
final class Consequence {
    private Consequence() {}

    /** Nothing is owed, so that it may be tried again or elsewhere, where that can help. */
    static String ofRefusal(Stage.Refused refused) {
        return switch (refused.failure().errorClass()) {
            case UNAUTHORIZED, OUT_OF_CREDIT -> refused.last() ? "account_fail" : "account";
            case RATE_LIMITED, UNAVAILABLE -> "retry";
            case PROVIDER_FAILED -> refused.last() ? "fail" : "move";
            case INVALID_INPUT,
                    MODERATED,
                    TIMEOUT,
                    RESULT_LOST,
                    SUBMIT_OUTCOME_UNKNOWN,
                    OVER_BUDGET,
                    CANCELLED,
                    INTERNAL -> "fail";
        };
    }

    /** A provider may find only while it works that the account has no money. */
    static String ofFailure(Failure failure) {
        return switch (failure.errorClass()) {
            case UNAUTHORIZED, OUT_OF_CREDIT -> "account";
            case RATE_LIMITED, UNAVAILABLE, PROVIDER_FAILED -> "move";
            case INVALID_INPUT,
                    MODERATED,
                    OVER_BUDGET,
                    TIMEOUT,
                    RESULT_LOST,
                    SUBMIT_OUTCOME_UNKNOWN,
                    CANCELLED,
                    INTERNAL -> "fail";
        };
    }

    /** It is certain that nothing was delivered. */
    static String of(Stage.Next next) {
        return switch (next) {
            case REQUEUE -> "requeue";
            case REST -> "rest";
            case CANCEL -> "cancel";
            case EXPIRE -> "fail";
        };
    }
}
