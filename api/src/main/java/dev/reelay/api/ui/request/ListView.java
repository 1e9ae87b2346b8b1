package dev.reelay.api.ui.request;

import dev.reelay.api.ui.page.Badge;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationState;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list.
 *
 * @param query the filters, as an address carries them; empty without any
 * @param next the address of the next page; null when there is none
 * @param first whether it is the newest page, which renews itself
 */
public record ListView(
        List<Row> rows,
        Map<String, String> given,
        String query,
        @Nullable String next,
        boolean first) {
    public ListView {
        rows = List.copyOf(rows);
        given = Map.copyOf(given);
    }

    /** What was chosen for a filter; empty for any. */
    public String chosen(String filter) {
        return given.getOrDefault(filter, "");
    }

    /** Whether anything was filtered. */
    public boolean isFiltered() {
        return !given.isEmpty();
    }

    /** One request. */
    public record Row(Generation request, String title) {
        /** Its state in a word. */
        public Badge badge() {
            return Badge.of(request);
        }

        /** Whether there is a video to play. */
        public boolean hasVideo() {
            return request.state() == GenerationState.COMPLETED;
        }
    }
}
