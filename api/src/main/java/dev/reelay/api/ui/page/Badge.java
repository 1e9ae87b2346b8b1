package dev.reelay.api.ui.page;

import dev.reelay.generation.AttemptState;
import dev.reelay.generation.Generation;
import dev.reelay.generation.Waiting;
import org.jspecify.annotations.Nullable;

/**
 * A state in a word and a colour.
 *
 * @param look {@code calm}, {@code go}, {@code ok}, {@code warn} or {@code bad}
 */
public record Badge(String look, String word) {
    /** Of a request and of what it waits for, which may be a person; null when it has ended. */
    public static Badge of(Generation generation, Waiting.@Nullable Reason waiting) {
        if (waiting == Waiting.Reason.HELD) {
            return new Badge("warn", "held");
        }
        if (waiting == Waiting.Reason.QUARANTINE) {
            return new Badge("warn", "quarantined");
        }
        return of(generation);
    }

    private static Badge of(Generation generation) {
        if (generation.heldBy() != null) {
            return new Badge("warn", "held by a budget");
        }
        if (generation.times().cancelRequestedAt() != null
                && !generation.state().ended()) {
            return new Badge("warn", "cancelling");
        }
        return switch (generation.state()) {
            case QUEUED -> new Badge("calm", "in queue");
            case RUNNING -> new Badge("go", "in progress");
            case STORING -> new Badge("go", "storing");
            case COMPLETED -> new Badge("ok", "completed");
            case FAILED -> new Badge("bad", "failed");
            case CANCELLED -> new Badge("calm", "cancelled");
        };
    }

    /** Of an attempt. */
    public static Badge of(AttemptState state) {
        String word = Format.words(state.wire());
        return switch (state) {
            case SUBMITTING, ACCEPTED -> new Badge("go", word);
            case SUCCEEDED -> new Badge("ok", word);
            case FAILED, REFUSED -> new Badge("bad", word);
            case UNKNOWN -> new Badge("warn", word);
            case NOT_SENT, CANCELLED -> new Badge("calm", word);
        };
    }

    /** Of a delivery. */
    public static Badge ofDelivery(String state) {
        return switch (state) {
            case "delivered" -> new Badge("ok", state);
            case "failed" -> new Badge("bad", state);
            default -> new Badge("go", state);
        };
    }
}
