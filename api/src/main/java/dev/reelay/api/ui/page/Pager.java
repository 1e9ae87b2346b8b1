package dev.reelay.api.ui.page;

import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The way from one page of a list to the next older one, and back to the newest, with what the list is filtered by.
 *
 * @param newest the address of the newest page
 * @param next the address of the next page; null when there is none
 * @param first whether it is the newest page, which renews itself
 */
public record Pager(String newest, @Nullable String next, boolean first) {
    private static final int MOST = 50;
    private static final String CURSOR = "cursor";

    /** Whether there is anywhere to go. */
    public boolean isNeeded() {
        return next != null || !first;
    }

    /** What an address asks for: by which filters, and from behind which row. */
    public record Asked(
            MultivaluedMap<String, String> filters,
            @Nullable UUID before) {
        /** Reads it; an empty filter filters nothing, and what cannot be read ends the HTTP request. */
        public static Asked read(MultivaluedMap<String, String> address, List<String> filters) {
            MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
            address.forEach((name, values) -> {
                if (!values.getFirst().isBlank()) {
                    given.put(name, values);
                }
            });
            List<String> known = new ArrayList<>(filters);
            known.add(CURSOR);
            ReadQuery query = new ReadQuery(given, known);
            UUID before = Cursor.of(query);
            query.endIfRefused();
            given.remove(CURSOR);
            return new Asked(given, before);
        }

        /** What is chosen for a filter; empty for any. */
        public String chosen(String filter) {
            String value = filters.getFirst(filter);
            return value == null ? "" : value;
        }

        /** How many rows to read: one more than a page has tells whether there is a next one. */
        public int rows() {
            return MOST + 1;
        }

        /** Those of the rows that are on the page. */
        public <T> List<T> page(List<T> found) {
            return found.size() > MOST ? found.subList(0, MOST) : found;
        }

        /** The way on from here. */
        public <T> Pager pager(String path, List<T> found, Function<T, UUID> id) {
            StringBuilder newest = new StringBuilder(path);
            filters.forEach((name, values) -> newest.append(newest.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(values.getFirst(), StandardCharsets.UTF_8)));
            String next = found.size() > MOST
                    ? newest + (newest.indexOf("?") < 0 ? "?" : "&") + CURSOR + "="
                            + Cursor.after(id.apply(found.get(MOST - 1)))
                    : null;
            return new Pager(newest.toString(), next, before == null);
        }
    }
}
