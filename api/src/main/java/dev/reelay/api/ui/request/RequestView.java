package dev.reelay.api.ui.request;

import dev.reelay.api.ui.page.Badge;
import dev.reelay.generation.Artifact;
import dev.reelay.generation.Attempt;
import dev.reelay.generation.AttemptState;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.Waiting;
import dev.reelay.webhook.Delivery;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a page shows of one request.
 *
 * @param title of its model
 * @param waiting why it has not ended; null when it has
 */
public record RequestView(
        Generation request,
        String title,
        @Nullable Waiting waiting,
        List<Attempt> attempts,
        List<Artifact> artifacts,
        List<Moment> moments,
        List<Delivery> deliveries) {
    public RequestView {
        attempts = List.copyOf(attempts);
        artifacts = List.copyOf(artifacts);
        moments = List.copyOf(moments);
        deliveries = List.copyOf(deliveries);
    }

    /** One step of the way, and how it stands: {@code done}, {@code now}, {@code doubt}, {@code broke} or nothing yet. */
    public record Step(String name, String look) {}

    /** Its state in a word. */
    public Badge badge() {
        return Badge.of(request);
    }

    /** Whether more will happen. */
    public boolean isOpen() {
        return !request.state().ended();
    }

    /** The four steps of every request. */
    public List<Step> steps() {
        return List.of(
                new Step("Queued", look(GenerationState.QUEUED)),
                new Step("Rendering", look(GenerationState.RUNNING)),
                new Step("Storing", look(GenerationState.STORING)),
                new Step("Done", look(GenerationState.COMPLETED)));
    }

    private String look(GenerationState step) {
        GenerationState state = request.state();
        if (state == GenerationState.COMPLETED) {
            return "done";
        }
        if (state.ended()) {
            GenerationState reached = attempts.isEmpty() ? GenerationState.QUEUED : GenerationState.RUNNING;
            return step.compareTo(reached) < 0
                    ? "done"
                    : step == reached && state == GenerationState.FAILED ? "broke" : "";
        }
        if (step == state) {
            return unknown() == null ? "now" : "doubt";
        }
        return step.compareTo(state) < 0 ? "done" : "";
    }

    /** The attempt of which nobody knows whether its provider has it; null when there is none. */
    public @Nullable Attempt unknown() {
        return attempts.stream()
                .filter(attempt -> attempt.state() == AttemptState.UNKNOWN && attempt.open())
                .findFirst()
                .orElse(null);
    }

    /** What may be said of the unknown attempt besides that it was accepted: only while the request waits for it. */
    public boolean isHeld() {
        return waiting != null && waiting.reason() == Waiting.Reason.HELD;
    }

    /** Whether there is anything to cancel. */
    public boolean canCancel() {
        return isOpen()
                && request.state() != GenerationState.STORING
                && request.times().cancelRequestedAt() == null;
    }

    /** The file to show; null while there is none. */
    public @Nullable Artifact main() {
        return artifacts.isEmpty() ? null : artifacts.getFirst();
    }
}
