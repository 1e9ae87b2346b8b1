package dev.reelay.worker.run;

import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.PollOutcome;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.storage.CopyException;
import dev.reelay.worker.storage.ObjectKey;
import dev.reelay.worker.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Brings a paid result home. Our own store being away is waited out for ever; a source is tried for as long as the
 * provider keeps results, with a fresh link where the old one expired. What cannot be had after that is lost, and said so.
 */
@ApplicationScoped
class StoreOutputs {
    private static final Logger LOG = Logger.getLogger(StoreOutputs.class);

    /** Copies that ended with bytes that are no video: so often, then the provider has no other. */
    private static final int MOST_BAD_COPIES = 4;

    private final CopyOutput copy;
    private final Counterparts counterparts;
    private final ProviderCalls calls;
    private final InstantSource clock;

    StoreOutputs(CopyOutput copy, Counterparts counterparts, ProviderCalls calls, InstantSource clock) {
        this.copy = copy;
        this.counterparts = counterparts;
        this.calls = calls;
        this.clock = clock;
    }

    Stage store(Work work, Stage.Rendered rendered, Signals signals) {
        return new Collection(work, rendered, signals).untilStored();
    }

    /** One collection: the outputs that are stored, and how often the rest was tried. */
    private final class Collection {
        private final Work work;
        private final Stage.Rendered rendered;
        private final Signals signals;
        private final ObjectKey first;
        private final List<StoredObject> stored = new ArrayList<>();
        private List<String> outputs;
        private int tries;
        private int bad;

        Collection(Work work, Stage.Rendered rendered, Signals signals) {
            this.work = work;
            this.rendered = rendered;
            this.signals = signals;
            this.outputs = rendered.outputs();
            this.first = copy.key(work);
        }

        Stage untilStored() {
            if (outputs.isEmpty()) {
                return untilKnown();
            }
            while (stored.size() < outputs.size()) {
                if (!work.tenure().held()) {
                    return new Stage.Dropped();
                }
                Optional<Stage> end = next();
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return new Stage.Stored(List.copyOf(stored));
        }

        /** The bytes came with the answer to the submit: they are in the bucket by now, or nowhere. */
        private Stage untilKnown() {
            while (work.tenure().held()) {
                try {
                    return copy.received(work)
                            .<Stage>map(object -> new Stage.Stored(List.of(object)))
                            .orElseGet(() -> new Stage.Failed(Failure.of(
                                    ErrorClass.RESULT_LOST,
                                    "the provider answered with the result, and whoever read it ended before it was "
                                            + "stored; it cannot be asked for again")));
                } catch (CopyException e) {
                    LOG.warnf("cannot look for a result in the store, %s: %s", work, e.getMessage());
                    tries++;
                    waitBeforeNext();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    break;
                }
            }
            return new Stage.Dropped();
        }

        private Optional<Stage> next() {
            int n = stored.size();
            try {
                stored.add(copy.copy(outputs.get(n), first.numbered(n), work.tenure()));
                tries = 0;
                return Optional.empty();
            } catch (CopyException e) {
                LOG.warnf("a copy did not end well, kind=%s %s: %s", e.kind(), work, e.getMessage());
                tries++;
                return after(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of(new Stage.Dropped());
            }
        }

        private Optional<Stage> after(CopyException e) {
            return switch (e.kind()) {
                case STORE_UNAVAILABLE, STORE_REFUSED -> waitBeforeNext();
                case LINK_EXPIRED, SOURCE_UNAVAILABLE, SOURCE_CUT, TOO_SLOW ->
                    keptNoLonger(e).or(this::askAnew);
                case WRONG_TYPE, NOT_WHOLE -> {
                    bad++;
                    yield e.mayTryAgain() && bad < MOST_BAD_COPIES ? askAnew() : Optional.of(lost(e));
                }
                case TOO_LARGE -> Optional.of(lost(e));
            };
        }

        private Optional<Stage> keptNoLonger(CopyException e) {
            Duration kept = counterparts
                    .of(work)
                    .map(counterpart -> counterpart.provider().lifetimes().result())
                    .orElse(Duration.ofDays(1));
            Instant end = rendered.acceptedAt().plus(kept);
            return clock.instant().isBefore(end) ? Optional.empty() : Optional.of(lost(e));
        }

        /** The provider may tell another link; if it tells nothing, the old one is tried again. */
        private Optional<Stage> askAnew() {
            waitBeforeNext();
            Optional<Counterparts.Counterpart> counterpart = counterparts.of(work);
            if (counterpart.isPresent()
                    && !counterpart.get().provider().submit().blocking()
                    && calls.poll(
                                    counterpart.get().provider(),
                                    rendered.remote(),
                                    counterpart.get().key())
                            instanceof PollOutcome.Succeeded fresh
                    && fresh.outputs().size() >= stored.size()) {
                outputs = fresh.outputs();
            }
            return Optional.empty();
        }

        private Optional<Stage> waitBeforeNext() {
            long seconds = Math.min(60, 1L << Math.min(tries, 6));
            signals.sleep(Duration.ofSeconds(seconds));
            return Optional.empty();
        }

        private Stage lost(CopyException e) {
            return new Stage.Failed(Failure.of(
                    ErrorClass.RESULT_LOST,
                    "the provider rendered it, and its result could not be stored: " + e.getMessage()));
        }
    }
}
