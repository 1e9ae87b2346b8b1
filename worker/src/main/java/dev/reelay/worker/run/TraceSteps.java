package dev.reelay.worker.run;

import dev.reelay.trace.Kind;
import dev.reelay.trace.Noted;
import dev.reelay.trace.Step;
import dev.reelay.trace.Traces;
import dev.reelay.worker.storage.StoredObject;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The steps of an attempt as spans of its request: the submit, all looks at the provider together, the copy. Each process tells
 * of what it did itself.
 */
@Singleton
class TraceSteps {
    private final Traces traces;

    TraceSteps(Traces traces) {
        this.traces = traces;
    }

    Stage traced(Work work, Stage.Open stage, Signals signals, Supplier<Stage> doing) {
        if (!traces.on()) {
            return doing.get();
        }
        try (Step step = traces.begin(work.generationId(), name(stage), Kind.CLIENT)) {
            step.note(Noted.ATTEMPT, work.attemptId().toString()).note(Noted.PROVIDER, work.provider());
            int before = signals.looks();
            Stage next = doing.get();
            step.note(Noted.OUTCOME, outcome(next));
            if (signals.looks() > before) {
                step.note(Noted.LOOKS, signals.looks() - before);
            }
            if (next instanceof Stage.Stored stored) {
                step.note(
                        Noted.BYTES,
                        stored.objects().stream().mapToLong(StoredObject::bytes).sum());
            }
            if (next instanceof Stage.Failed || next instanceof Stage.Refused || next instanceof Stage.GivenUp) {
                step.failed();
            }
            return next;
        }
    }

    private static String name(Stage.Open stage) {
        return switch (stage) {
            case Stage.Claimed claimed -> "submit";
            case Stage.AtProvider at -> "poll";
            case Stage.Rendered rendered -> "copy";
            case Stage.Delivered delivered -> "store";
            case Stage.InDoubt doubt -> "settle";
            case Stage.Doubtful doubt -> "settle";
            case Stage.Arriving arriving -> "settle";
            case Stage.Unknown unknown -> "settle";
        };
    }

    /** The stage's own name: {@code at_provider}. */
    private static String outcome(Stage next) {
        return next.getClass()
                .getSimpleName()
                .replaceAll("(?<=[a-z])([A-Z])", "_$1")
                .toLowerCase(Locale.ROOT);
    }
}
