package dev.reelay.api.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.request.Verdict;

/** Tells a caller why a request cannot be accepted: the same of one that was sent in and of one that is only asked about. */
final class RefuseUnfit {
    private RefuseUnfit() {}

    static ProblemException refusal(Verdict.Unfit reasons) {
        return new ProblemException(
                switch (reasons.fault()) {
                    case UNKNOWN_MODEL ->
                        Problem.of(
                                ProblemType.UNKNOWN_MODEL,
                                reasons.violations().getFirst().message());
                    case INVALID ->
                        Problem.violations(
                                ProblemType.INVALID_REQUEST,
                                "Nothing was accepted. Mend what is listed and send it again.",
                                reasons.violations());
                    case NO_PROVIDER ->
                        Problem.violations(
                                ProblemType.NO_PROVIDER,
                                "The model takes this input, but none of the providers can serve it; each says why.",
                                reasons.violations());
                });
    }
}
