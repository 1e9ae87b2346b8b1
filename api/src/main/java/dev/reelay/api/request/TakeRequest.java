package dev.reelay.api.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.work.SendWork;
import dev.reelay.generation.AcceptGeneration;
import dev.reelay.generation.Acceptance;
import dev.reelay.generation.Once;
import dev.reelay.request.Draft;
import dev.reelay.tenant.Requester;
import dev.reelay.trace.Noted;
import dev.reelay.trace.Origin;
import dev.reelay.trace.Step;
import dev.reelay.trace.Traces;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes a request in, by whatever door it came, and sends its record on; or says why it is not taken. */
@ApplicationScoped
public class TakeRequest {
    private final AcceptGeneration accept;
    private final SendWork work;
    private final RefuseOverBudget overBudget;
    private final MeterRegistry meters;
    private final Traces traces;

    TakeRequest(
            AcceptGeneration accept, SendWork work, RefuseOverBudget overBudget, MeterRegistry meters, Traces traces) {
        this.accept = accept;
        this.work = work;
        this.overBudget = overBudget;
        this.meters = meters;
        this.traces = traces;
    }

    /**
     * Returns when it is in the database; its record follows on its own.
     *
     * @param origin how it came
     * @param key what the caller knows it by, if it is to be one request however often it comes
     * @param keyName what the caller calls that key
     * @throws ProblemException why nothing was accepted
     */
    public Acceptance.Accepted take(Origin origin, Requester from, Draft draft, @Nullable String key, String keyName) {
        return takeOnce(origin, from, draft, Once.of(draft, key), keyName);
    }

    /**
     * Returns when it is in the database; its record follows on its own.
     *
     * @param origin how it came
     * @param once what makes it one request however often it comes, if anything does
     * @param keyName what the caller calls its key
     * @throws ProblemException why nothing was accepted
     */
    public Acceptance.Accepted takeOnce(
            Origin origin, Requester from, Draft draft, @Nullable Once once, String keyName) {
        Acceptance acceptance = traced(origin, from, draft, once);
        meters.counter("reelay.requests.taken", "outcome", outcome(acceptance)).increment();
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> {
                if (!accepted.replay()) {
                    work.send(accepted.id());
                }
                yield accepted;
            }
            case Acceptance.Refused refused -> throw RefuseUnfit.refusal(refused.reasons());
            case Acceptance.OverBudget over -> throw overBudget.refusal(over);
            case Acceptance.KeyReused reused ->
                throw new ProblemException(Problem.of(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "This key came with another body before. Take a new key for a new request.",
                        List.of(Problem.Fault.of(keyName, "stands for another request"))));
        };
    }

    /** The context is kept before the record goes out, so that whoever reads that finds it. */
    private Acceptance traced(Origin origin, Requester from, Draft draft, @Nullable Once once) {
        try (Step step = traces.begin(origin)) {
            Acceptance acceptance = accept.accept(from, draft, once);
            step.note(Noted.DOOR, origin.door())
                    .note(Noted.TENANT, from.tenant().name())
                    .note(Noted.OUTCOME, outcome(acceptance));
            if (acceptance instanceof Acceptance.Accepted accepted) {
                step.note(Noted.MODEL, draft.model())
                        .note(Noted.REQUEST, accepted.id().toString());
                if (!accepted.replay()) {
                    traces.keep(accepted.id(), step);
                }
            } else {
                step.failed();
            }
            return acceptance;
        }
    }

    private static String outcome(Acceptance acceptance) {
        return switch (acceptance) {
            case Acceptance.Accepted accepted -> accepted.replay() ? "repeated" : "accepted";
            case Acceptance.Refused refused -> "unfit";
            case Acceptance.OverBudget over -> "over_budget";
            case Acceptance.KeyReused reused -> "key_reused";
        };
    }
}
