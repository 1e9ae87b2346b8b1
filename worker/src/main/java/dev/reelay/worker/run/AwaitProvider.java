package dev.reelay.worker.run;

import dev.reelay.catalog.Provider;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.pace.LearnTimes;
import dev.reelay.worker.pace.PollSchedule;
import dev.reelay.worker.provider.CancelResult;
import dev.reelay.worker.provider.Credential;
import dev.reelay.worker.provider.PollOutcome;
import dev.reelay.worker.provider.ProviderCalls;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Waits for a verdict by asking, and only for a verdict: a look without an answer, an unknown word, a single "not found"
 * mean asking again. What renders beyond the offering's longest render ends its request, is cancelled at the provider, and
 * is waited for all the same, as it will be on the bill. Ends without a verdict only when the provider has denied the request
 * for a long time, or told none for long after the longest render.
 */
@ApplicationScoped
class AwaitProvider {
    private static final Logger LOG = Logger.getLogger(AwaitProvider.class);

    /** A wait that begins later than this was resumed: it does not know when its request may have ended. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Counterparts counterparts;
    private final ProviderCalls calls;
    private final Progress progress;
    private final RunConfig config;
    private final InstantSource clock;
    private final LearnTimes times;
    private final OutlastAbsence absence;

    AwaitProvider(
            Counterparts counterparts,
            ProviderCalls calls,
            Progress progress,
            RunConfig config,
            InstantSource clock,
            LearnTimes times,
            OutlastAbsence absence) {
        this.counterparts = counterparts;
        this.calls = calls;
        this.progress = progress;
        this.config = config;
        this.clock = clock;
        this.times = times;
        this.absence = absence;
    }

    Stage await(Work work, Stage.AtProvider at, Signals signals) {
        Optional<Counterparts.Counterpart> counterpart = counterparts.toAsk(work, at.remote());
        if (counterpart.isEmpty()) {
            return absence.outlast(work, at, signals);
        }
        return new Wait(work, at, signals, counterpart.get()).untilVerdict();
    }

    /** One wait: a few numbers that live as long as the thread that sleeps in it. */
    private final class Wait {
        private final Work work;
        private final Stage.AtProvider at;
        private final Signals signals;
        private final Provider provider;
        private final Credential key;
        private final boolean anothersKey;
        private final PollSchedule schedule;
        private final long longestEnds;
        private @Nullable Duration notEndedAt;
        private final Silence silence = new Silence();
        private boolean maybeUnanswered;
        private boolean cancelAsked;
        private boolean expired;
        private boolean overdue;
        private Provider.@Nullable RemoteState told;

        Wait(Work work, Stage.AtProvider at, Signals signals, Counterparts.Counterpart counterpart) {
            this.work = work;
            this.at = at;
            this.signals = signals;
            this.provider = counterpart.provider();
            this.key = counterpart.key();
            this.anothersKey = key.isAnothers(at.remote(), provider);
            if (anothersKey) {
                LOG.warnf(
                        "asks with another key than it was bought with, which is not among the former keys, %s", work);
            }
            this.schedule =
                    new PollSchedule(provider.polled().pace(), times.of(work.offering()), ThreadLocalRandom.current());
            this.longestEnds = System.nanoTime()
                    + counterparts.longestRender(work.offering()).minus(age()).toNanos();
        }

        Stage untilVerdict() {
            Duration age = age();
            boolean resumed = age.compareTo(FRESH) >= 0;
            notEndedAt = resumed ? null : age;
            // Whoever ran it before may have noted that it was asked for in vain.
            maybeUnanswered = resumed;
            if (!at.calledBack() && !signals.isCalledBack()) {
                sleep(schedule.first(age));
            }
            while (work.tenure().held()) {
                Optional<Stage> end = cancelIfWanted().or(this::look);
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return new Stage.Dropped();
        }

        private Optional<Stage> cancelIfWanted() {
            expireIfDue();
            if (cancelAsked || !(signals.isCancelRequested() || expired)) {
                return Optional.empty();
            }
            return switch (progress.cancel(work, provider, at.remote(), key)) {
                case CancelResult.NoAnswer none -> Optional.empty();
                case CancelResult.NotOffered notOffered -> {
                    cancelAsked = true;
                    yield Optional.empty();
                }
                case CancelResult.Told answer -> {
                    cancelAsked = true;
                    yield answer.outcome() == Provider.CancelOutcome.CANCELLED
                            ? Optional.of(new Stage.Cancelled())
                            : Optional.empty();
                }
            };
        }

        private void expireIfDue() {
            if (!expired && work.finishBy() != null && clock.instant().isAfter(work.finishBy())) {
                expired = true;
                progress.expired(work);
            }
        }

        private Optional<Stage> look() {
            signals.looked();
            return switch (calls.poll(provider, at.remote(), key)) {
                case PollOutcome.Succeeded done -> {
                    learn();
                    yield Optional.of(new Stage.Rendered(at.remote(), at.acceptedAt(), done.outputs(), done.bill()));
                }
                case PollOutcome.Failed failed -> Optional.of(new Stage.Failed(failed.failure(), failed.bill()));
                case PollOutcome.Cancelled cancelled -> Optional.of(new Stage.Cancelled(cancelled.bill()));
                case PollOutcome.Running running -> running(running);
                case PollOutcome.NoVerdict none -> silent(none);
            };
        }

        private Optional<Stage> running(PollOutcome.Running running) {
            silence.ends();
            if (maybeUnanswered) {
                maybeUnanswered = false;
                progress.answered(work);
            }
            notEndedAt = age();
            if (running.strangeWord() != null) {
                LOG.warnf("asks on after an unknown word for a state, state=%s %s", running.strangeWord(), work);
            }
            if (running.state() != told) {
                told = running.state();
                progress.changed(work, running.state());
            }
            noteIfLate();
            if (isLate() && !expired) {
                expired = true;
                progress.tooLong(work);
            }
            if (Silence.isOver(longestEnds, config.lateFor())) {
                return Optional.of(Stage.GivenUp.late("the provider came to no verdict"));
            }
            sleep(schedule.next(age(), running.retryAfter()));
            return Optional.empty();
        }

        private Optional<Stage> silent(PollOutcome.NoVerdict none) {
            LOG.debugf("asked in vain: %s, %s", none.reason(), work);
            // Asked with another's key, a provider that denies it only says that it is not that account's.
            silence.goesOn(none.httpStatusOrZero() == 404 && !anothersKey);
            noteIfLate();
            if (silence.isNoSlip()) {
                noSlip(none);
            }
            if (silence.isDeniedFor(config.notFoundFor())) {
                return Optional.of(new Stage.GivenUp(Failure.of(
                        ErrorClass.RESULT_LOST, "the provider no longer knows the request that it had accepted")));
            }
            if (isLate() && silence.lasts(config.lateFor())) {
                return Optional.of(Stage.GivenUp.late("the provider came to no verdict"));
            }
            sleep(schedule.afterSilence(age(), silence.looks(), none.retryAfter()));
            return Optional.empty();
        }

        private void noSlip(PollOutcome.NoVerdict none) {
            if (none.isKeyRefused()) {
                if (key.asksAsItself(at.remote(), provider)) {
                    progress.keyRefused(work, none.reason());
                }
                return;
            }
            maybeUnanswered = true;
            progress.unanswered(work);
        }

        /** What waits does not wait for a slot that may never be free. */
        private void noteIfLate() {
            if (isLate() && !overdue) {
                overdue = true;
                progress.overdue(work);
            }
        }

        private boolean isLate() {
            return System.nanoTime() - longestEnds > 0;
        }

        private void learn() {
            if (notEndedAt != null) {
                times.ended(work.offering(), notEndedAt, age());
            }
        }

        /** Not below nothing: the clock that told when it was accepted may have been ahead of this one. */
        private Duration age() {
            Duration age = Duration.between(at.acceptedAt(), clock.instant());
            return age.isNegative() ? Duration.ZERO : age;
        }

        /** A wake for a deadline is no look missed: the wait is cut short at the deadline. */
        private void sleep(Duration wanted) {
            Duration time = wanted;
            if (!expired && work.finishBy() != null) {
                Duration left = Duration.between(clock.instant(), work.finishBy());
                time = left.compareTo(time) < 0 ? left : time;
            }
            signals.sleep(time.isNegative() ? Duration.ZERO : time);
        }
    }
}
