package dev.reelay.simulator.studio;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a job stands; each state carries only what is known in it. */
public sealed interface JobState {
    /** The bill's word for the state. */
    default String word() {
        return switch (this) {
            case Queued queued -> "queued";
            case Rendering rendering -> "rendering";
            case Succeeded succeeded -> "succeeded";
            case Failed failed -> "failed";
            case Cancelled cancelled -> "cancelled";
        };
    }

    /** Accepted and waiting for its time or for a free place. */
    record Queued() implements JobState {}

    /** At work. */
    record Rendering(Instant started) implements JobState {}

    /** A state that never changes again. */
    sealed interface Ended extends JobState {
        /** When rendering began, if it did. */
        @Nullable
        Instant started();

        Instant ended();
    }

    /** Done; the video is there. */
    record Succeeded(Instant started, Instant ended, Film film) implements Ended {}

    /** Failed, before or after rendering. */
    record Failed(@Nullable Instant started, Instant ended, Failure failure) implements Ended {}

    /** Taken back. */
    record Cancelled(@Nullable Instant started, Instant ended) implements Ended {}
}
