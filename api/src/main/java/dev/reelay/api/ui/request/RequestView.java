package dev.reelay.api.ui.request;

import dev.reelay.api.ui.page.Badge;
import dev.reelay.generation.Artifact;
import dev.reelay.generation.Attempt;
import dev.reelay.generation.AttemptState;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import dev.reelay.generation.Waiting;
import dev.reelay.webhook.Delivery;
import dev.reelay.webhook.Endpoint;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
        List<Told> deliveries) {
    private static final Set<String> IMAGES =
            Set.of("image/jpeg", "image/png", "image/webp", "image/gif", "image/avif");

    public RequestView {
        attempts = List.copyOf(attempts);
        artifacts = List.copyOf(artifacts);
        moments = List.copyOf(moments);
        deliveries = List.copyOf(deliveries);
    }

    /** One step of the way, and how it stands: {@code done}, {@code now}, {@code doubt}, {@code broke} or nothing yet. */
    public record Step(String name, String look) {}

    /**
     * One delivery of an event of it.
     *
     * @param endpoint that it goes to; null when that was removed since
     */
    public record Told(Delivery delivery, @Nullable Endpoint endpoint) {
        /** Whether it goes to the request's own {@code webhook_url}. */
        public boolean isCallback() {
            return endpoint != null && endpoint.url() == null;
        }
    }

    /** Its state in a word. */
    public Badge badge() {
        return Badge.of(request, waiting == null ? null : waiting.reason());
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
            return held() == null ? "now" : "doubt";
        }
        return step.compareTo(state) < 0 ? "done" : "";
    }

    /** The attempt that the request waits for, as nobody knows whether its provider has it; null when it waits for none. */
    public @Nullable Attempt held() {
        return waiting != null
                        && waiting.reason() == Waiting.Reason.HELD
                        && !unknown().isEmpty()
                ? unknown().getLast()
                : null;
    }

    /** The attempts that may turn up yet, though the request has ended or goes on without them. */
    public List<Attempt> lost() {
        Attempt held = held();
        return unknown().stream().filter(attempt -> !attempt.equals(held)).toList();
    }

    private List<Attempt> unknown() {
        return attempts.stream()
                .filter(attempt -> attempt.state() == AttemptState.UNKNOWN && attempt.open())
                .toList();
    }

    /** Whether there is anything to cancel. */
    public boolean canCancel() {
        return isOpen()
                && request.state() != GenerationState.STORING
                && request.times().cancelRequestedAt() == null;
    }

    /** How the file is shown: as an {@code image}, as a {@code video}, or not at all, which SVG is among. */
    public String shownAs() {
        Artifact file = main();
        String type = file == null ? "" : file.mediaType().toLowerCase(Locale.ROOT);
        return IMAGES.contains(type) ? "image" : type.startsWith("video/") ? "video" : "";
    }

    /** The file to show; null while there is none. */
    public @Nullable Artifact main() {
        return artifacts.isEmpty() ? null : artifacts.getFirst();
    }
}
