package dev.reelay.api.request;

import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.error.ErrorClass;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.ListedStatus;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the query of a list. */
public final class ListQuery {
    private static final List<String> KNOWN = List.of(
            "status",
            "model",
            "provider",
            "batch_id",
            "error",
            "tenant",
            "created_after",
            "created_before",
            "cursor",
            "limit");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final ReadQuery query;

    private ListQuery(ReadQuery query) {
        this.query = query;
    }

    /** What to list, and how much of it. */
    public record Wanted(GenerationFilter filter, int limit) {}

    /** Reads what is wanted; what cannot be ends the HTTP request. */
    public static Wanted read(MultivaluedMap<String, String> parameters, ReadTenant tenants) {
        ReadQuery query = new ReadQuery(parameters, KNOWN);
        Wanted wanted = new Wanted(new ListQuery(query).filter(tenants.of(query)), query.limit(USUAL, MOST));
        query.endIfRefused();
        return wanted;
    }

    private GenerationFilter filter(@Nullable Integer tenant) {
        Instant after = time("created_after");
        Instant before = time("created_before");
        if (after != null && before != null && !after.isBefore(before)) {
            query.refuse("created_before", "must lie after created_after");
        }
        return new GenerationFilter(
                tenant,
                word("status", ListedStatus::of, ListedStatus.words()),
                text("model"),
                text("provider"),
                batch(),
                word(
                        "error",
                        ErrorClass::of,
                        Arrays.stream(ErrorClass.values()).map(ErrorClass::wire).toList()),
                new GenerationFilter.Created(after, before),
                Cursor.of(query));
    }

    private <T> @Nullable T word(String name, Function<String, Optional<T>> meaning, Collection<String> words) {
        String value = query.text(name);
        Optional<T> known = value == null ? Optional.empty() : meaning.apply(value);
        if (value != null && known.isEmpty()) {
            query.refuse(name, "must be one of " + String.join(", ", words));
        }
        return known.orElse(null);
    }

    private @Nullable UUID batch() {
        String value = query.text("batch_id");
        Optional<UUID> id = value == null ? Optional.empty() : FindRequest.parse(value);
        if (value != null && id.isEmpty()) {
            query.refuse("batch_id", "must be the id of a batch, as its receipt tells it");
        }
        return id.orElse(null);
    }

    private @Nullable String text(String name) {
        String value = query.text(name);
        if (value != null && value.indexOf('\0') >= 0) {
            query.refuse(name, "must not hold the character U+0000");
        }
        return value;
    }

    private @Nullable Instant time(String name) {
        String value = query.text(name);
        try {
            // A plus that was not encoded arrives as a blank.
            Instant time = value == null
                    ? null
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant();
            if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(LATEST))) {
                query.refuse(name, "must lie between the years 1970 and 9999");
                return null;
            }
            return time;
        } catch (DateTimeException e) {
            query.refuse(name, "must be an RFC 3339 time with its offset, such as 2027-01-31T12:00:00Z");
            return null;
        }
    }
}
