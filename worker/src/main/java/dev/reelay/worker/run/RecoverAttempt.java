package dev.reelay.worker.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.History;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.worker.provider.HistoryOutcome;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.provider.Sought;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Searches the provider's history for a submit whose answer is lost, for a bounded time. What is found there is ours only
 * if it is one, of the very input, and nobody's; that nothing is found proves nothing.
 */
@ApplicationScoped
class RecoverAttempt {
    private static final Logger LOG = Logger.getLogger(RecoverAttempt.class);

    private final Ledger ledger;
    private final ReadyToSend inputs;
    private final Counterparts counterparts;
    private final ProviderCalls calls;
    private final RunConfig config;
    private final MeterRegistry meters;

    RecoverAttempt(
            Ledger ledger,
            ReadyToSend inputs,
            Counterparts counterparts,
            ProviderCalls calls,
            RunConfig config,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.inputs = inputs;
        this.counterparts = counterparts;
        this.calls = calls;
        this.config = config;
        this.meters = meters;
    }

    /** What came of a search. */
    sealed interface Outcome {
        /** The row tells where the attempt stands now. */
        record Moved() implements Outcome {}

        /** Not told; with what is to be said of it, behind the reason for the doubt. */
        record Untold(String why) implements Outcome {}
    }

    Outcome recover(Work work, Signals signals) {
        Optional<Counterparts.Counterpart> counterpart = counterparts.of(work);
        History history = counterpart.map(to -> to.provider().history()).orElse(null);
        if (counterpart.isEmpty() || history == null || counterpart.get().offering() == null) {
            return new Outcome.Untold("");
        }
        Optional<Ledger.Sent> sent = ledger.doubted(work);
        if (sent.isEmpty()) {
            return new Outcome.Moved();
        }
        Counterparts.SoldAt sold = sent.get().sold();
        Optional<Counterparts.Counterpart> seller = sold == null ? counterpart : counterparts.asOf(work, sold);
        if (seller.isEmpty()) {
            return new Outcome.Untold(
                    "; the key that it was sent with is not among the configured ones, so that its history "
                            + "cannot be searched");
        }
        return body(work, seller.get())
                .map(body -> new Search(
                                work,
                                seller.get(),
                                new Sought(
                                        providerModel(seller.get()),
                                        body,
                                        sent.get().from(),
                                        sent.get().to()))
                        .untilTold(history.looks(), signals))
                .orElseGet(
                        () -> new Outcome.Untold("; what was sent cannot be made again, and so not be searched for"));
    }

    private static String providerModel(Counterparts.Counterpart to) {
        return to.offering() == null ? "" : to.offering().providerModel();
    }

    private Optional<JsonNode> body(Work work, Counterparts.Counterpart to) {
        try {
            return Optional.ofNullable(to.offering()).map(offering -> inputs.sent(work, offering));
        } catch (DatabaseUnavailable e) {
            throw e;
        } catch (RuntimeException e) {
            // The store, or a mapping that was changed since: neither may keep the attempt in doubt for ever.
            LOG.warnf(e, "a lost submit cannot be searched for, %s", work);
            return Optional.empty();
        }
    }

    private final class Search {
        private final Work work;
        private final Counterparts.Counterpart to;
        private final Sought sought;
        private String why = "";

        Search(Work work, Counterparts.Counterpart to, Sought sought) {
            this.work = work;
            this.to = to;
            this.sought = sought;
        }

        Outcome untilTold(History.Looks looks, Signals signals) {
            Duration longest = shorter(looks.longest(), config.searchAtMost());
            long last = System.nanoTime() + longest.toNanos();
            Duration wait = shorter(looks.first(), longest);
            do {
                signals.sleep(wait);
                if (!work.tenure().held() || looked()) {
                    return new Outcome.Moved();
                }
                wait = looks.every();
            } while (System.nanoTime() + wait.toNanos() - last < 0);
            return new Outcome.Untold("; " + why);
        }

        /** One look; answers whether the row tells more by now. */
        private boolean looked() {
            long asked = System.nanoTime();
            return switch (calls.search(to.provider(), to.key(), sought)) {
                case HistoryOutcome.NotRead(String reason) -> {
                    count("unread");
                    why = "the history of " + work.provider() + " could not be read: " + reason;
                    yield false;
                }
                case HistoryOutcome.Read read -> {
                    Ledger.Recovery claimed =
                            ledger.recover(work, read.matches(), Duration.ofNanos(System.nanoTime() - asked));
                    count(claimed.name().toLowerCase(Locale.ROOT));
                    yield told(claimed, read);
                }
            };
        }

        private boolean told(Ledger.Recovery claimed, HistoryOutcome.Read read) {
            String history = "the history of " + work.provider();
            return switch (claimed) {
                case ACCEPTED -> {
                    LOG.infof("found a lost submit in the provider's history, %s", work);
                    yield true;
                }
                case MOVED -> true;
                case NONE -> {
                    why = read.untold() > 0
                            ? history + " has " + read.untold() + " of that time that do not tell their input"
                            : history + " shows none that could be this one, which proves nothing";
                    yield false;
                }
                case SEVERAL -> {
                    why = history + " shows several that could be this one";
                    yield false;
                }
                case CONTESTED -> {
                    why = history + " shows one that may as well be that of another submit of the same input";
                    yield false;
                }
            };
        }

        private void count(String outcome) {
            meters.counter("reelay.recovery.looks", "provider", work.provider(), "outcome", outcome)
                    .increment();
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
