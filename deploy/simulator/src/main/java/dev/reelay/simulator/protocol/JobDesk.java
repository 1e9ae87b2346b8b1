package dev.reelay.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule.Target;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.settings.Limits;
import dev.reelay.simulator.studio.Account;
import dev.reelay.simulator.studio.Job;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Answers calls about jobs that exist, or that the caller believes to exist. */
final class JobDesk {
    private final ProviderProtocol provider;
    private final Floor floor;
    private final Caller caller;
    private final Admission admission;
    private final EventStream streams;

    JobDesk(Vertx vertx, ProviderProtocol provider, Floor floor, Caller caller) {
        this.provider = provider;
        this.floor = floor;
        this.caller = caller;
        this.admission = new Admission(provider, floor);
        this.streams = new EventStream(vertx);
    }

    void status(HttpServerRequest request, String id) {
        Job job = found(request, id);
        if (job != null) {
            FaultOrder order = fault(Moment.STATUS, job);
            job.entry().polled(job.ended() && order == null);
            reply(request, job, order, (right, look) -> right.status(look));
        }
    }

    void result(HttpServerRequest request, String id) {
        Job job = found(request, id);
        if (job != null) {
            FaultOrder order = fault(Moment.RESULT, job);
            job.entry().fetched(job.ended() && order == null);
            reply(request, job, order, (right, look) -> right.result(look));
        }
    }

    /** For providers whose status carries the result: faults of either call may strike. */
    void statusAndResult(HttpServerRequest request, String id) {
        Job job = found(request, id);
        if (job != null) {
            FaultOrder ofStatus = fault(Moment.STATUS, job);
            FaultOrder order = ofStatus == null && job.ended() ? fault(Moment.RESULT, job) : ofStatus;
            job.entry().polled(job.ended() && order == null);
            reply(request, job, order, (right, look) -> right.status(look));
        }
    }

    /** The history of the caller's account. */
    void history(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            try {
                history(request, Json.objectIn(body));
            } catch (RuntimeException e) {
                floor.delivery().sorry(request, e);
            }
        });
    }

    private void history(HttpServerRequest request, @Nullable ObjectNode query) {
        Account account = caller.account(request);
        if (account == null || query == null) {
            Refusal refusal = account == null ? Refusal.UNAUTHORIZED : Refusal.UNREADABLE_BODY;
            floor.delivery().send(request, provider.refusal(refusal, ""));
            return;
        }
        floor.studio().advance();
        FaultOrder order = floor.plan()
                .atCall(
                        Moment.HISTORY,
                        new Target(provider.name(), query.path("model").asText(null), null),
                        null,
                        floor.settings().behaviour(provider.name(), "").chances());
        Answer instead = order == null ? null : FaultAnswers.of(provider, order, "");
        List<Look> jobs = floor
                .studio()
                .archive()
                .history(account, floor.studio().now())
                .stream()
                .map(job -> look(request, job, order))
                .toList();
        floor.delivery().send(request, instead == null ? provider.history(jobs, query) : instead, order);
    }

    void stream(HttpServerRequest request, String id) {
        Job job = found(request, id);
        if (job != null) {
            job.entry().polled(false);
            streams.open(request, job, () -> provider.status(look(request, job, null)));
        }
    }

    void cancel(HttpServerRequest request, String id) {
        Job job = found(request, id);
        if (job == null) {
            return;
        }
        FaultOrder order = fault(Moment.CANCEL, job);
        boolean undone = order != null && !order.fault().done() && order.fault().effect() != Effect.IGNORED;
        CancelOutcome outcome = undone && order != null && words(order) == null ? null : outcome(job, order);
        job.entry().cancelAsked(outcome == null ? "fault" : outcome.name().toLowerCase(java.util.Locale.ROOT));
        reply(
                request,
                job,
                order,
                (right, look) -> outcome == null ? Answer.empty(200) : right.cancelled(look, outcome));
    }

    private CancelOutcome outcome(Job job, @Nullable FaultOrder order) {
        CancelOutcome said = order == null ? null : words(order);
        if (said == CancelOutcome.IGNORED || said == CancelOutcome.NOT_STOPPED || said == CancelOutcome.TOO_LATE) {
            return said;
        }
        if (job.ended()) {
            return CancelOutcome.TOO_LATE;
        }
        boolean evenRunning =
                provider.cancelsRunning() && job.behaviour().access().cancelStops();
        boolean stopped = floor.studio().cancel(job, evenRunning);
        return said != null ? said : stopped ? CancelOutcome.CANCELLED : CancelOutcome.NOT_STOPPED;
    }

    private static @Nullable CancelOutcome words(FaultOrder order) {
        return switch (order.fault().effect()) {
            case IGNORED -> CancelOutcome.IGNORED;
            case NOT_CANCELLABLE -> CancelOutcome.NOT_STOPPED;
            case ALREADY_COMPLETED -> CancelOutcome.TOO_LATE;
            case REMOVED -> CancelOutcome.REMOVED;
            case REQUESTED -> CancelOutcome.REQUESTED;
            default -> null;
        };
    }

    /** The job, or null when the call was refused here. */
    private @Nullable Job found(HttpServerRequest request, String id) {
        Account account = caller.account(request);
        Answer refusal = null;
        Job job = floor.studio()
                .archive()
                .find(provider.name(), id, floor.studio().now());
        if (account == null) {
            refusal = provider.refusal(Refusal.UNAUTHORIZED, id);
        } else if (!account.mayPoll(limits().polls(), floor.studio().now())) {
            refusal = admission.rateLimited(limits()).answer();
        } else if (job == null) {
            refusal = provider.refusal(Refusal.UNKNOWN_JOB, id);
        } else if (!job.account().key().equals(account.key())) {
            refusal = provider.refusal(Refusal.NOT_YOURS, id);
        }
        if (refusal != null) {
            floor.bill().strayPoll(provider.name());
            floor.delivery().send(request, refusal);
            return null;
        }
        return job;
    }

    private Limits limits() {
        return floor.settings().behaviour(provider.name(), "").limits();
    }

    private @Nullable FaultOrder fault(Moment moment, Job job) {
        Target target = new Target(provider.name(), job.model().id(), job.wish().prompt());
        // Chances are those of now, so that a fault can be switched on and off while jobs are under way.
        return floor.plan()
                .atCall(
                        moment,
                        target,
                        job.faults(),
                        floor.settings()
                                .behaviour(provider.name(), job.model().id())
                                .chances());
    }

    private void reply(
            HttpServerRequest request,
            Job job,
            @Nullable FaultOrder order,
            BiFunction<ProviderProtocol, Look, Answer> right) {
        Answer instead = order == null ? null : FaultAnswers.of(provider, order, job.id());
        Answer answer = instead != null ? instead : right.apply(provider, look(request, job, order));
        floor.delivery().send(request, answer, order);
    }

    private Look look(HttpServerRequest request, Job job, @Nullable FaultOrder order) {
        return new Look(job, request.params(), order, floor.studio().now(), floor.links());
    }
}
