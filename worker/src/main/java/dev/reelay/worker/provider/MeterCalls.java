package dev.reelay.worker.provider;

import dev.reelay.meter.Latency;
import io.micrometer.core.instrument.MeterRegistry;

/** How long providers take to answer, and what they answer. */
final class MeterCalls {
    private final Latency submits;
    private final Latency polls;

    MeterCalls(MeterRegistry meters) {
        submits = new Latency(meters, "reelay.submit", "paid calls, by what their answers say");
        polls = new Latency(
                meters, "reelay.poll", "looks at a provider for a verdict, results that they fetch included");
    }

    SubmitOutcome submitted(String provider, long begin, SubmitOutcome outcome) {
        submits.tookSince(begin, "provider", provider, "outcome", word(outcome));
        return outcome;
    }

    /** Up to the first byte of a result that is the answer, or to all of any other. */
    ReceiveOutcome received(String provider, long begin, ReceiveOutcome outcome) {
        String word = switch (outcome) {
            case ReceiveOutcome.NoSuccess none -> word(none.outcome());
            case ReceiveOutcome.Failed failed -> "failed";
            case ReceiveOutcome.Arriving arriving -> "accepted";
            case ReceiveOutcome.Linked linked -> "accepted";
            case ReceiveOutcome.Lost lost -> "accepted";
        };
        submits.tookSince(begin, "provider", provider, "outcome", word);
        return outcome;
    }

    PollOutcome polled(String provider, long begin, PollOutcome outcome) {
        String word = switch (outcome) {
            case PollOutcome.Running running -> "running";
            case PollOutcome.Succeeded done -> "succeeded";
            case PollOutcome.Failed failed -> "failed";
            case PollOutcome.Cancelled cancelled -> "cancelled";
            case PollOutcome.NoVerdict none -> "no_verdict";
        };
        polls.tookSince(begin, "provider", provider, "outcome", word);
        return outcome;
    }

    private static String word(SubmitOutcome outcome) {
        return switch (outcome) {
            case SubmitOutcome.Accepted accepted -> "accepted";
            case SubmitOutcome.Refused refused -> "refused";
            case SubmitOutcome.NotSent notSent -> "not_sent";
            case SubmitOutcome.Ambiguous ambiguous -> "ambiguous";
        };
    }
}
