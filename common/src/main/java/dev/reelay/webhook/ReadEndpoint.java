package dev.reelay.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import dev.reelay.event.EventType;
import dev.reelay.outside.AddressGuard;
import dev.reelay.outside.Checked;
import dev.reelay.outside.PublicUrl;
import dev.reelay.request.Fields;
import dev.reelay.request.Keepable;
import dev.reelay.request.Suggest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what an owner says of an endpoint, whole or in part. */
@ApplicationScoped
public class ReadEndpoint {
    private static final Set<String> FIELDS =
            Set.of("url", "types", "description", "headers", "retry_after_seconds", "enabled");
    private static final int LONGEST_DESCRIPTION = 500;
    private static final int MOST_HEADERS = 20;
    private static final int MOST_TRIES = 30;
    private static final int LONGEST_WAIT = 2 * 24 * 60 * 60;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{1,1000}");

    /** Said by us, or by the connection. */
    private static final Pattern OUR_HEADERS = Pattern.compile(
            "(?i)webhook-.*|content-.*|user-agent|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|proxy-.*");

    private final AddressGuard guard;

    ReadEndpoint(AddressGuard guard) {
        this.guard = guard;
    }

    /** What came of reading. */
    public sealed interface Result {
        /** It can be done. */
        record Fine(EndpointDraft draft) implements Result {}

        /** Everything that is wrong with it. */
        record Wrong(List<Violation> violations) implements Result {}
    }

    /** A new endpoint, which needs a URL. */
    public Result whole(JsonNode body) {
        return read(body, true);
    }

    /** A change of one: what is absent stays as it is. */
    public Result change(JsonNode body) {
        return read(body, false);
    }

    private Result read(JsonNode body, boolean whole) {
        if (!body.isObject()) {
            return new Result.Wrong(List.of(new Violation("", "must be an object")));
        }
        Fields fields = new Fields(body);
        fields.onlyKnown(FIELDS);
        EndpointDraft draft = new EndpointDraft(
                url(fields, whole),
                types(fields),
                description(fields),
                headers(fields),
                waits(fields),
                enabled(fields));
        List<Violation> violations = new ArrayList<>(fields.violations());
        violations.addAll(Keepable.violations(body));
        return violations.isEmpty() ? new Result.Fine(draft) : new Result.Wrong(violations);
    }

    private @Nullable URI url(Fields fields, boolean needed) {
        int before = fields.violations().size();
        String given = fields.text("url", "an https URL");
        if (given == null) {
            if (needed && fields.violations().size() == before) {
                fields.refuse("url", "is missing: the public https URL that events are posted to");
            }
            return null;
        }
        return switch (PublicUrl.check(given, guard)) {
            case Checked.Fine fine -> fine.url();
            case Checked.Wrong wrong -> {
                fields.refuse("url", wrong.message());
                yield null;
            }
        };
    }

    private static @Nullable List<String> types(Fields fields) {
        JsonNode given = fields.present("types");
        if (given == null) {
            return null;
        }
        List<String> types = new ArrayList<>();
        given.forEach(type -> types.add(type.asText()));
        String all = "some of " + String.join(", ", EventType.ALL) + "; an empty array means all";
        if (!given.isArray()) {
            fields.refuse("types", "must be an array of types of events: " + all);
        }
        types.stream()
                .filter(type -> !EventType.ALL.contains(type))
                .findFirst()
                .ifPresent(unknown -> fields.refuse(
                        "types", "must not have " + Suggest.quoted(unknown) + ", which is no type of event: " + all));
        return types.stream().distinct().toList();
    }

    private static @Nullable String description(Fields fields) {
        String given = fields.text("description", "your own words for it");
        if (given != null && given.length() > LONGEST_DESCRIPTION) {
            fields.refuse("description", "must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        return given;
    }

    private static @Nullable Map<String, String> headers(Fields fields) {
        JsonNode given = fields.present("headers");
        if (given == null) {
            return null;
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (!given.isObject() || given.size() > MOST_HEADERS) {
            fields.refuse("headers", "must be an object of at most " + MOST_HEADERS + " headers");
            return headers;
        }
        given.properties().forEach(header -> {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            String value = header.getValue().textValue();
            if (!HEADER.matcher(name).matches() || OUR_HEADERS.matcher(name).matches()) {
                fields.refuse(
                        "headers",
                        "must not name " + Suggest.quoted(name)
                                + ": it is no header, or one that is set by the delivery or its connection");
            } else if (value == null || !HEADER_VALUE.matcher(value).matches()) {
                fields.refuse("headers", "must give " + name + " a string of 1 to 1000 visible ASCII characters");
            } else if (headers.put(name, value) != null) {
                fields.refuse("headers", "names a header twice");
            }
        });
        return headers;
    }

    private static @Nullable List<Integer> waits(Fields fields) {
        JsonNode given = fields.present("retry_after_seconds");
        if (given == null) {
            return null;
        }
        List<Integer> waits = new ArrayList<>();
        boolean fine = given.isArray() && given.size() <= MOST_TRIES;
        for (JsonNode wait : given) {
            fine &= wait.isIntegralNumber() && wait.canConvertToInt() && wait.intValue() >= 1;
            waits.add(Math.min(wait.intValue(), LONGEST_WAIT + 1));
        }
        if (!fine || waits.contains(LONGEST_WAIT + 1)) {
            fields.refuse(
                    "retry_after_seconds",
                    "must be an array of at most " + MOST_TRIES + " integers from 1 to " + LONGEST_WAIT
                            + ", empty for the usual waits");
        }
        return waits;
    }

    private static @Nullable Boolean enabled(Fields fields) {
        JsonNode given = fields.present("enabled");
        if (given != null && !given.isBoolean()) {
            fields.refuse("enabled", "must be true or false");
        }
        return given == null ? null : given.booleanValue();
    }
}
