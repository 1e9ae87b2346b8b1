package dev.reelay.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.outside.SendWindow;
import dev.reelay.worker.outside.StreamedAnswer;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.provider.ReceiveOutcome;
import dev.reelay.worker.provider.SubmitOutcome;
import dev.reelay.worker.storage.CopyException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The paid call of a provider that answers with the result itself: streamed to the bucket as it comes. That the provider
 * has answered is written before its bytes are read; whoever finds the attempt then knows that it is owed.
 */
@ApplicationScoped
class ReceiveAnswer {
    private static final Logger LOG = Logger.getLogger(ReceiveAnswer.class);

    private final ProviderCalls calls;
    private final CopyOutput copy;
    private final Ledger ledger;
    private final Progress progress;
    private final InstantSource clock;
    private final StoreRest storeRest;

    ReceiveAnswer(
            ProviderCalls calls,
            CopyOutput copy,
            Ledger ledger,
            Progress progress,
            InstantSource clock,
            StoreRest storeRest) {
        this.calls = calls;
        this.copy = copy;
        this.ledger = ledger;
        this.progress = progress;
        this.clock = clock;
        this.storeRest = storeRest;
    }

    /**
     * Finds out beforehand what must not be missing while the answer's only bytes are on the wire.
     *
     * @throws dev.reelay.storage.StorageException when the store does not answer
     */
    void prepare(Work work) {
        storeRest.ask(() -> copy.askStore(work));
    }

    /** @param otherwise what an answer means that is no success, or that never came */
    Stage buy(
            Work work,
            Counterparts.Counterpart to,
            JsonNode body,
            SendWindow window,
            Function<SubmitOutcome, Stage> otherwise) {
        Thread deadline =
                Thread.ofVirtual().name("deadline-" + work.attemptId()).start(() -> awaitDeadline(work));
        try {
            return received(work, to, body, window, otherwise);
        } finally {
            deadline.interrupt();
        }
    }

    /** The caller's deadline does not wait for the call, which goes on: what it brings is paid for. */
    private void awaitDeadline(Work work) {
        if (work.finishBy() == null) {
            return;
        }
        try {
            Thread.sleep(Duration.between(clock.instant(), work.finishBy()));
            progress.expired(work);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DatabaseUnavailable e) {
            LOG.warnf("a deadline passed while the database was away, %s: %s", work, e.getMessage());
        }
    }

    private Stage received(
            Work work,
            Counterparts.Counterpart to,
            JsonNode body,
            SendWindow window,
            Function<SubmitOutcome, Stage> otherwise) {
        String model = to.offering() == null ? "" : to.offering().providerModel();
        return switch (calls.submitAndReceive(to.provider(), model, to.key(), body, window)) {
            case ReceiveOutcome.Arriving arriving -> store(work, arriving);
            case ReceiveOutcome.Linked linked -> {
                Instant now = answered(work, new Stage.AtProvider(linked.request(), clock.instant()));
                yield new Stage.Rendered(linked.request(), now, linked.outputs(), linked.bill());
            }
            case ReceiveOutcome.Lost lost -> lost(lost.reason());
            case ReceiveOutcome.Failed failed -> new Stage.Failed(failed.failure(), failed.bill());
            case ReceiveOutcome.NoSuccess none -> otherwise.apply(none.outcome());
        };
    }

    private Stage store(Work work, ReceiveOutcome.Arriving arriving) {
        try (StreamedAnswer answer = arriving.answer()) {
            Instant now = answered(work, new Stage.AtProvider(arriving.request(), clock.instant()));
            return new Stage.Delivered(
                    arriving.request(), now, arriving.bill(), List.of(copy.receive(answer, arriving.body(), work)));
        } catch (CopyException e) {
            LOG.warnf("an answer was not received whole, kind=%s %s: %s", e.kind(), work, e.getMessage());
            boolean cut = e.kind() == CopyException.Kind.LINK_EXPIRED;
            return lost(cut ? "the answer broke off" : String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Stage.Dropped();
        }
    }

    /** The bytes are on the wire and do not wait: a database that is away hears of the answer with its end. */
    private Instant answered(Work work, Stage.AtProvider answered) {
        try {
            ledger.keep(work, answered);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("receives without the ledger, %s: %s", work, e.getMessage());
        }
        return answered.acceptedAt();
    }

    private static Stage lost(String reason) {
        return new Stage.Failed(Failure.of(
                ErrorClass.RESULT_LOST,
                "the provider answered with the result, which comes only once, and it could not be stored: " + reason));
    }
}
