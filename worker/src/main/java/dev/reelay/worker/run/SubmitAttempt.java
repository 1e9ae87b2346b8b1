package dev.reelay.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.account.Accounts;
import dev.reelay.catalog.Provider;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.storage.StorageException;
import dev.reelay.worker.outside.SendWindow;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.provider.Submission;
import dev.reelay.worker.provider.SubmitOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The paid call. The attempt's row was committed before; the database is asked once more whether it is still ours to
 * send, and just before the bytes leave the time that the claim gave is checked again. Whatever cannot be told apart from
 * an acceptance is unknown.
 */
@ApplicationScoped
class SubmitAttempt {
    private static final Logger LOG = Logger.getLogger(SubmitAttempt.class);

    private final ReadyToSend ready;
    private final Counterparts counterparts;
    private final Accounts accounts;
    private final ProviderCalls calls;
    private final ReceiveAnswer receive;
    private final RunConfig config;
    private final InstantSource clock;

    SubmitAttempt(
            ReadyToSend ready,
            Counterparts counterparts,
            Accounts accounts,
            ProviderCalls calls,
            ReceiveAnswer receive,
            RunConfig config,
            InstantSource clock) {
        this.ready = ready;
        this.counterparts = counterparts;
        this.accounts = accounts;
        this.calls = calls;
        this.receive = receive;
        this.config = config;
        this.clock = clock;
    }

    /** Until the call nothing can have been delivered, whatever fails: then the attempt was not sent, for certain. */
    Stage submit(Work work, Signals signals) {
        long asked = System.nanoTime();
        Optional<ReadyToSend.Ready> found;
        try {
            found = work.tenure().held() ? lastLook(work) : Optional.empty();
        } catch (DatabaseUnavailable e) {
            LOG.warnf("not sent, the database did not answer before, %s: %s", work, e.getMessage());
            return new Stage.NotSent("the database did not answer before it was sent", Stage.Next.REQUEUE);
        } catch (StorageException e) {
            LOG.warnf("not sent, its answer could not be stored, %s: %s", work, e.getMessage());
            return new Stage.NotSent(
                    "the store did not answer, and the result would come only once", Stage.Next.REQUEUE);
        }
        if (found.isEmpty()) {
            return new Stage.NotSent("the worker gave it up before it was sent", Stage.Next.REQUEUE);
        }
        ReadyToSend.Ready toSend = found.get();
        if (toSend.cancelRequested()) {
            return new Stage.NotSent("cancelled before it was sent", Stage.Next.CANCEL);
        }
        if (toSend.superseded()) {
            return new Stage.NotSent("an earlier attempt turned out to be accepted", Stage.Next.REQUEUE);
        }
        if (toSend.expired()) {
            return new Stage.NotSent("the caller's deadline passed before it was sent", Stage.Next.EXPIRE);
        }
        long lastMoment = asked + toSend.sendWithin().toNanos();
        SendWindow window = () -> {
            signals.sent();
            return work.tenure().held() && System.nanoTime() - lastMoment < 0;
        };
        return send(work, toSend, window);
    }

    private Optional<ReadyToSend.Ready> lastLook(Work work) {
        Optional<Provider.Submit> submit =
                counterparts.of(work).map(to -> to.provider().submit());
        if (submit.filter(Provider.Submit::blocking).isPresent()) {
            receive.prepare(work);
        }
        Duration usual = config.answerWithin().minus(config.sendWithin());
        submit.map(Provider.Submit::timeout)
                .filter(timeout -> timeout.compareTo(usual) > 0)
                .ifPresent(timeout -> ready.allow(work, timeout));
        return ready.check(work);
    }

    private Stage send(Work work, ReadyToSend.Ready toSend, SendWindow window) {
        Counterparts.Counterpart to = counterparts.of(work).orElse(null);
        if (to == null || to.offering() == null) {
            return new Stage.NotSent(
                    "this worker has no offering or no key for " + work.offering() + " any more", Stage.Next.REQUEUE);
        }
        JsonNode body;
        try {
            body = ready.body(to.offering(), toSend);
        } catch (StorageException e) {
            LOG.warnf(e, "input could not be read, waits, %s", work);
            return new Stage.NotSent("the input could not be read from the store", Stage.Next.REQUEUE);
        } catch (RuntimeException e) {
            // The definition's mapping is data that an operator wrote: its fault must end this request, not repeat for
            // ever.
            LOG.errorf(e, "the offering's mapping failed, offering=%s %s", work.offering(), work);
            return new Stage.Refused(Failure.of(
                    ErrorClass.INTERNAL, "the mapping of offering " + work.offering() + " failed on this input"));
        }
        if (to.provider().submit().blocking()) {
            return receive.buy(work, to, body, window, outcome -> last(stageOf(work, outcome)));
        }
        SubmitOutcome outcome = calls.submit(
                to.provider(),
                to.offering().providerModel(),
                to.key(),
                new Submission(body, counterparts.callback(work), toSend.beginWithin()),
                window);
        return stageOf(work, outcome);
    }

    private static Stage last(Stage stage) {
        return stage instanceof Stage.Refused refused ? new Stage.Refused(refused.failure(), true) : stage;
    }

    private Stage stageOf(Work work, SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted accepted -> new Stage.AtProvider(accepted.request(), clock.instant());
            case SubmitOutcome.Refused refused -> {
                if (refused.failure().errorClass().mayTryAgain()) {
                    rest(work, refused.failure().retryAfter(), refused.failure().errorClass());
                }
                yield new Stage.Refused(refused.failure());
            }
            case SubmitOutcome.NotSent notSent -> {
                // A window that closed says nothing against the provider; one that could not be reached must rest.
                if (notSent.unreachable()) {
                    rest(work, null, ErrorClass.UNAVAILABLE);
                    yield new Stage.NotSent(notSent.reason(), Stage.Next.REST);
                }
                yield new Stage.NotSent(notSent.reason(), Stage.Next.REQUEUE);
            }
            case SubmitOutcome.Ambiguous ambiguous -> new Stage.Doubtful(ambiguous.reason());
        };
    }

    /** The outcome of the call is known and must be kept, whether or not the account can be told to rest. */
    private void rest(Work work, @Nullable Duration wait, ErrorClass reason) {
        try {
            accounts.coolDown(work.accountId(), wait, reason.wire());
        } catch (DatabaseUnavailable e) {
            LOG.warnf("the account does not rest, as the database did not answer, %s: %s", work, e.getMessage());
        }
    }
}
