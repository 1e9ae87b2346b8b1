package dev.reelay.request;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.catalog.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads the fields of one JSON object and gathers what is wrong with them; an explicit null is as good as absent. */
public final class Fields {
    private static final int MOST_METADATA = 32;
    private static final int LONGEST_METADATA_KEY = 64;
    private static final int LONGEST_METADATA_VALUE = 512;
    private static final int MOST_WORDS = 20;

    private final JsonNode object;
    private final List<Violation> violations = new ArrayList<>();

    public Fields(JsonNode object) {
        this.object = object;
    }

    /** All that was wrong so far. */
    public List<Violation> violations() {
        return violations;
    }

    /** Notes what is wrong with a field. */
    public void refuse(String field, String message) {
        violations.add(new Violation(at(field).toString(), message));
    }

    /** Fields that nobody knows are refused, since a mistyped one would be a wish that is not kept. */
    public void onlyKnown(Set<String> known) {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String pointer = name.length() > 60 ? "" : at(name).toString();
                String others = "; known are " + String.join(", ", new TreeSet<>(known));
                violations.add(new Violation(
                        pointer, "unknown field " + Suggest.quoted(name) + Suggest.phrase(name, known, others)));
            }
        });
    }

    /** The value; null when there is none. */
    public @Nullable JsonNode present(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    /** A string. */
    public @Nullable String text(String field, String what) {
        JsonNode value = present(field);
        if (value != null && !value.isTextual()) {
            refuse(field, "must be a string: " + what);
            return null;
        }
        return value == null ? null : value.textValue();
    }

    /** An integer within bounds. */
    public int integer(String field, int from, int to, int otherwise) {
        JsonNode value = present(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < from || value.intValue() > to) {
            refuse(field, "must be an integer from " + from + " to " + to);
            return otherwise;
        }
        return value.intValue();
    }

    /** A boolean; false when there is none. */
    public boolean flag(String field) {
        JsonNode value = present(field);
        if (value != null && !value.isBoolean()) {
            refuse(field, "must be true or false");
        }
        return value != null && value.booleanValue();
    }

    /** A time in RFC 3339. */
    public @Nullable Instant time(String field) {
        String given = text(field, "an RFC 3339 time, such as 2027-01-31T12:00:00Z");
        try {
            return given == null ? null : inRange(OffsetDateTime.parse(given));
        } catch (DateTimeException e) {
            refuse(field, "must be an RFC 3339 time with its offset, such as 2027-01-31T12:00:00Z");
            return null;
        }
    }

    private static Instant inRange(OffsetDateTime time) {
        if (time.getYear() < 1970 || time.getYear() > 9999) {
            throw new DateTimeException("out of range");
        }
        return time.toInstant();
    }

    /** A list of different words; each is said to be wrong on its own. */
    public List<String> words(String field, String what) {
        JsonNode value = present(field);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray() || value.isEmpty() || value.size() > MOST_WORDS) {
            refuse(field, "must be an array of 1 to " + MOST_WORDS + " " + what);
            return List.of();
        }
        Set<String> words = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            String word = value.get(i).textValue();
            if (word == null) {
                violations.add(new Violation(at(field).appendIndex(i).toString(), "must be a string"));
            } else if (!words.add(word)) {
                violations.add(new Violation(at(field).appendIndex(i).toString(), "stands twice in the list"));
            }
        }
        return List.copyOf(words);
    }

    /** The caller's own strings, bounded. */
    Map<String, String> strings(String field) {
        JsonNode value = present(field);
        if (value == null) {
            return Map.of();
        }
        if (!value.isObject() || value.size() > MOST_METADATA) {
            refuse(field, "must be an object of at most " + MOST_METADATA + " strings");
            return Map.of();
        }
        Map<String, String> strings = new LinkedHashMap<>();
        value.properties().forEach(property -> string(field, property, strings));
        return strings;
    }

    private void string(String field, Map.Entry<String, JsonNode> property, Map<String, String> strings) {
        String name = property.getKey();
        String text = property.getValue().textValue();
        if (name.isEmpty() || name.length() > LONGEST_METADATA_KEY) {
            refuse(field, "has a name that is empty or longer than " + LONGEST_METADATA_KEY + " characters");
        } else if (text == null || text.length() > LONGEST_METADATA_VALUE) {
            violations.add(new Violation(
                    at(field).appendProperty(name).toString(),
                    "must be a string of at most " + LONGEST_METADATA_VALUE + " characters"));
        } else {
            strings.put(name, text);
        }
    }

    private static JsonPointer at(String field) {
        return JsonPointer.empty().appendProperty(field);
    }
}
