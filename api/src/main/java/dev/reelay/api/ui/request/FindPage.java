package dev.reelay.api.ui.request;

import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import dev.reelay.api.request.ListQuery;
import dev.reelay.api.ui.page.Choices;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Finds a page of the list by the filters of its address, which are those of the api; an empty one filters nothing. */
@ApplicationScoped
public class FindPage {
    private static final String CURSOR = "cursor";
    private static final String AGE = "age";

    private final ReadGenerations generations;
    private final MakeRows rows;
    private final Choices choices;
    private final ReadTenant scope;
    private final InstantSource clock;

    FindPage(ReadGenerations generations, MakeRows rows, Choices choices, ReadTenant scope, InstantSource clock) {
        this.generations = generations;
        this.rows = rows;
        this.choices = choices;
        this.scope = scope;
        this.clock = clock;
    }

    /** The page that these filters ask for; what cannot be read ends the HTTP request. */
    public ListView page(MultivaluedMap<String, String> address) {
        MultivaluedMap<String, String> given = new MultivaluedHashMap<>();
        address.forEach((name, values) -> {
            if (!values.getFirst().isBlank()) {
                given.putSingle(name, values.getFirst());
            }
        });
        ListQuery.Wanted wanted = ListQuery.read(withoutAge(given), scope);
        // One more than wanted tells whether there is a next page.
        List<Generation> found = generations.list(wanted.filter(), wanted.limit() + 1);
        boolean more = found.size() > wanted.limit();
        List<Generation> page = more ? found.subList(0, wanted.limit()) : found;
        boolean first = !given.containsKey(CURSOR);
        given.remove(CURSOR);
        Map<String, String> filters = new TreeMap<>();
        given.forEach((name, values) -> filters.put(name, values.getFirst()));
        String query = query(filters);
        return new ListView(
                rows.of(page, given.containsKey(ListView.TENANT)),
                filters,
                query,
                more
                        ? "/ui/requests" + and(query) + CURSOR + "="
                                + Cursor.after(page.getLast().id())
                        : null,
                first);
    }

    /** An age is a time of acceptance that moves on; the api knows only the times themselves. */
    private MultivaluedMap<String, String> withoutAge(MultivaluedMap<String, String> given) {
        MultivaluedMap<String, String> asked = new MultivaluedHashMap<>(given);
        String age = given.getFirst(AGE);
        asked.remove(AGE);
        if (age != null && !choices.ages().contains(age)) {
            ReadQuery query = new ReadQuery(given, given.keySet());
            query.refuse(AGE, "must be one of " + String.join(", ", choices.ages()));
            query.endIfRefused();
        }
        if (age != null) {
            Instant since = clock.instant().minus(age.endsWith("hour") ? Duration.ofHours(1) : Duration.ofDays(1));
            asked.putSingle(age.startsWith("older") ? "created_before" : "created_after", since.toString());
        }
        return asked;
    }

    private static String and(String query) {
        return query.isEmpty() ? "?" : query + "&";
    }

    private static String query(Map<String, String> filters) {
        return filters.isEmpty()
                ? ""
                : filters.entrySet().stream()
                        .map(filter ->
                                filter.getKey() + "=" + URLEncoder.encode(filter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
