package dev.reelay.simulator.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.simulator.bill.BillEntry;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule.Target;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.http.Wire;
import dev.reelay.simulator.journal.KeptJob;
import dev.reelay.simulator.settings.Behaviour;
import dev.reelay.simulator.studio.Job;
import dev.reelay.simulator.studio.JobState;
import dev.reelay.simulator.studio.Submission;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/** Takes submits: one line on the bill for each, then a refusal, a fault, or a job. */
final class SubmitDesk {
    private static final long USUAL_LATENESS_MS = 5_000;

    private final Vertx vertx;
    private final ProviderProtocol provider;
    private final Floor floor;
    private final Caller caller;
    private final FilmSender films;
    private final Admission admission;
    private final Notifier notifier;

    SubmitDesk(Vertx vertx, ProviderProtocol provider, Floor floor, Caller caller, FilmSender films) {
        this.vertx = vertx;
        this.provider = provider;
        this.floor = floor;
        this.caller = caller;
        this.films = films;
        this.admission = new Admission(provider, floor);
        this.notifier = new Notifier(vertx, provider, floor);
    }

    void receive(HttpServerRequest request, String model, boolean blocking) {
        if (floor.plan().resetsUnread(new Target(provider.name(), model, null))) {
            BillEntry entry = admission.entry(caller.fingerprint(request), model, Buffer.buffer());
            entry.struckBy("submit-reset-before-body");
            entry.refused("fault");
            Wire.reset(request);
            return;
        }
        request.body().onSuccess(body -> guarded(request, () -> decide(new Call(request, model, body, blocking))));
    }

    /** Takes up a job of an earlier run; one whose model is not sold now is kept for later. */
    void resume(KeptJob kept) {
        Submission submission = admission.again(kept).orElse(null);
        if (submission == null) {
            floor.journal().carry(kept);
            return;
        }
        Job job = floor.studio().resume(kept.past(), submission, floor.bill().submitted(kept.received()));
        floor.journal().keep(job);
        if (!kept.ended()) {
            notifier.watch(job);
        }
    }

    /** One submit with its body. */
    private record Call(HttpServerRequest request, String model, Buffer body, boolean blocking) {}

    private void decide(Call call) {
        floor.studio().advance();
        BillEntry entry = admission.entry(caller.fingerprint(call.request), call.model, call.body);
        var account = caller.account(call.request);
        if (account == null) {
            refuse(call, entry, "unauthorized", provider.refusal(Refusal.UNAUTHORIZED, ""));
            return;
        }
        ObjectNode input = Json.objectIn(call.body);
        String prompt = input == null ? null : input.path("prompt").asText(null);
        Behaviour behaviour = floor.settings().behaviour(provider.name(), call.model);
        FaultOrder order = floor.plan().atSubmit(new Target(provider.name(), call.model, prompt), behaviour.chances());
        if (order != null && strikes(call, entry, order)) {
            return;
        }
        Admission.Verdict verdict = admission.judge(
                account, call.model, input, provider.options(call.request.headers(), call.request.params()));
        switch (verdict) {
            case Admission.No no -> refuse(call, entry, no.reason(), no.answer());
            case Admission.Yes yes -> accept(call, entry, yes.submission(), order);
        }
    }

    /** Lets a fault strike that comes before the work; false when the job is to be made all the same. */
    private boolean strikes(Call call, BillEntry entry, FaultOrder order) {
        entry.struckBy(order.fault().word());
        if (order.fault().done()) {
            return false;
        }
        Answer answer = FaultAnswers.of(provider, order, call.model);
        entry.refused("fault");
        floor.delivery().send(call.request, answer == null ? Answer.empty(200) : answer, order);
        return true;
    }

    private void accept(Call call, BillEntry entry, Submission submission, @Nullable FaultOrder order) {
        if (order != null && order.fault().effect() == Effect.LATE) {
            vertx.setTimer(
                    Math.max(1, order.amountOr(USUAL_LATENESS_MS)),
                    id -> guarded(call.request, () -> answer(call, job(call, entry, submission), order)));
        } else {
            answer(call, job(call, entry, submission), order);
        }
    }

    private Job job(Call call, BillEntry entry, Submission submission) {
        Target target =
                new Target(provider.name(), call.model, submission.wish().prompt());
        Job job = floor.studio()
                .accept(
                        provider.newId(),
                        submission,
                        floor.plan().forJob(target, submission.behaviour().chances()),
                        entry);
        floor.journal().keep(job);
        notifier.watch(job);
        return job;
    }

    private void answer(Call call, Job job, @Nullable FaultOrder order) {
        if (!call.blocking) {
            deliver(call, provider.accepted(look(call, job, order)), order);
        } else if (order != null && cutsShort(order)) {
            deliver(call, Answer.empty(200), order);
        } else {
            job.whenEnded(() -> answerWithResult(call, job, order));
        }
    }

    /** Whether a fault of a blocking submit strikes at once, and not when the answer is due. */
    private boolean cutsShort(FaultOrder order) {
        return switch (order.fault().effect()) {
            case RESET, CLOSE, HANG -> true;
            default -> FaultAnswers.of(provider, order, "") != null;
        };
    }

    private void answerWithResult(Call call, Job job, @Nullable FaultOrder order) {
        Look look = look(call, job, order == null ? job.faults().take(Moment.RESULT) : order);
        Answer answer = provider.blocked(look);
        if (answer == null && job.state() instanceof JobState.Succeeded done) {
            provider.filmHeaders(look).forEach(call.request.response()::putHeader);
            films.send(call.request, job, done.film(), job.faults().take(Moment.DOWNLOAD));
        } else {
            deliver(call, answer == null ? Answer.empty(500) : answer, look.fault());
        }
    }

    private void deliver(Call call, Answer right, @Nullable FaultOrder order) {
        Answer instead = order == null ? null : FaultAnswers.of(provider, order, call.model);
        floor.delivery().send(call.request, instead == null ? right : instead, order);
    }

    private Look look(Call call, Job job, @Nullable FaultOrder order) {
        return new Look(job, call.request.params(), order, floor.studio().now(), floor.links());
    }

    private void refuse(Call call, BillEntry entry, String reason, Answer answer) {
        entry.refused(reason);
        floor.delivery().send(call.request, answer);
    }

    // Work after the first handler has returned is beyond the front door's own guard.
    private void guarded(HttpServerRequest request, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            floor.delivery().sorry(request, e);
        }
    }
}
