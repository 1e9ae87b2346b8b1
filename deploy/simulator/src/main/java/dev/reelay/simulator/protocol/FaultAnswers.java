package dev.reelay.simulator.protocol;

import dev.reelay.simulator.catalog.InputProblem;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.http.Answer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of faults that are refusals in disguise, in the provider's words or in those of a proxy before it. */
final class FaultAnswers {
    private static final long USUAL_RETRY_AFTER = 2;

    private FaultAnswers() {}

    /** The answer that takes the place of the right one, or null when the fault only bends the right one. */
    static @Nullable Answer of(ProviderProtocol provider, FaultOrder order, String subject) {
        Refusal refusal = refusal(order);
        if (refusal != null) {
            return provider.refusal(refusal, subject);
        }
        return switch (order.fault().effect()) {
            case RATE_LIMITED_AFTER ->
                provider.refusal(Refusal.RATE_LIMITED, subject)
                        .with("Retry-After", Long.toString(order.amountOr(USUAL_RETRY_AFTER)));
            case INVALID -> invalid(provider);
            case ERROR_500_EMPTY -> Answer.empty(500);
            case ERROR_502 -> Answer.html(502, "502 Bad Gateway");
            case ERROR_503_EMPTY -> Answer.empty(503);
            default -> null;
        };
    }

    private static @Nullable Refusal refusal(FaultOrder order) {
        return switch (order.fault().effect()) {
            case UNAUTHORIZED -> Refusal.UNAUTHORIZED;
            case HTTP_401 -> Refusal.PLAIN_401;
            case FORBIDDEN -> Refusal.FORBIDDEN;
            case NO_CREDIT -> Refusal.NO_CREDIT;
            case HTTP_402 -> Refusal.PLAIN_402;
            case NOT_FOUND -> order.fault().moment() == Moment.SUBMIT ? Refusal.UNKNOWN_MODEL : Refusal.UNKNOWN_JOB;
            case GONE -> Refusal.GONE;
            case RATE_LIMITED -> Refusal.RATE_LIMITED;
            case ERROR_500 -> Refusal.SERVER_ERROR;
            case ERROR_503 -> Refusal.UNAVAILABLE;
            case ERROR_504 -> Refusal.GATEWAY_TIMEOUT;
            case ERROR_200 -> Refusal.ERROR_WITH_200;
            default -> null;
        };
    }

    // A provider that checks late has words for bad input too, at other calls; a bad body is the nearest at once.
    private static Answer invalid(ProviderProtocol provider) {
        Answer answer = provider.invalid(List.of(new InputProblem("prompt", "value_error", "Value error", null)));
        return answer != null ? answer : provider.refusal(Refusal.UNREADABLE_BODY, "prompt");
    }
}
