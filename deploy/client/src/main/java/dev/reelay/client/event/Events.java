package dev.reelay.client.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.http.Call;
import dev.reelay.client.http.Calls;
import dev.reelay.client.http.Deadline;
import dev.reelay.client.http.Documents;
import dev.reelay.client.http.Follow;
import dev.reelay.client.http.Query;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All that happens to the requests of the tenant, in one order that all readers see. */
public final class Events {
    private final Calls calls;

    public Events(Calls calls) {
        this.calls = calls;
    }

    /** A page behind a position, 0 for the oldest that are kept; no types means all. */
    public EventPage read(long after, Collection<String> types, int limit) throws InterruptedException {
        Query query = path(OptionalLong.of(after), types).with("limit", limit);
        JsonNode page = calls.answer(Call.get(query.toString()));
        List<Event> events = new ArrayList<>();
        page.path("events").forEach(event -> events.add(Event.of(event)));
        return new EventPage(
                events, page.path("next").asLong(after), page.path("more").asBoolean());
    }

    /**
     * Tells events as they happen, until the listener answers {@code false}. A connection that breaks is made anew, and goes on
     * behind the last event that was told. Without a position it begins with what happens from now on.
     */
    public void follow(OptionalLong after, Collection<String> types, Predicate<Event> listener)
            throws InterruptedException {
        Call call = Call.get(path(after, types).toString());
        new Follow(calls, call, Deadline.never()).tell(event -> listener.test(Event.of(Documents.read(event.data()))));
    }

    private static Query path(OptionalLong after, Collection<String> types) {
        return new Query("/v1/events")
                .with("after", after.isPresent() ? after.getAsLong() : null)
                .with("types", joined(types));
    }

    private static @Nullable String joined(Collection<String> types) {
        return types.isEmpty() ? null : String.join(",", types);
    }
}
