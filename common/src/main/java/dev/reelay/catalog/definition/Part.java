package dev.reelay.catalog.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a definition file, and where it stands. */
public sealed interface Part {
    Place place();

    /** The same as JSON. */
    JsonNode json();

    /** What is directly below, by a field's name or an item's number; null when there is no such part. */
    @Nullable
    Part below(String step);

    /** Where the value at a JSON pointer stands, or the nearest part above it that is in the file. */
    default Place placeOf(String pointer) {
        Part part = this;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            Part next = part.below(step.replace("~1", "/").replace("~0", "~"));
            if (next == null) {
                break;
            }
            part = next;
        }
        return part.place();
    }

    /** A name and its value. */
    record Field(Place key, Part value) {}

    /** Named parts, in the order of the file. */
    record Fields(Place place, Map<String, Field> fields) implements Part {
        @Override
        public JsonNode json() {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            fields.forEach((name, field) -> object.set(name, field.value().json()));
            return object;
        }

        @Override
        public @Nullable Part below(String step) {
            Field field = fields.get(step);
            return field == null ? null : field.value();
        }

        /** These with others laid over them: what the others do not name stays, what they set to null is taken away. */
        public Fields overlaidBy(Fields others) {
            Map<String, Field> all = new LinkedHashMap<>(fields);
            others.fields().forEach((name, other) -> {
                Part mine = below(name);
                if (other.value() instanceof Scalar scalar && scalar.value() == null) {
                    all.remove(name);
                } else if (mine instanceof Fields below && other.value() instanceof Fields above) {
                    all.put(name, new Field(other.key(), below.overlaidBy(above)));
                } else {
                    all.put(name, other);
                }
            });
            return new Fields(others.place(), all);
        }
    }

    /** Parts in a row. */
    record Items(Place place, List<Part> items) implements Part {
        @Override
        public JsonNode json() {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            items.forEach(item -> array.add(item.json()));
            return array;
        }

        @Override
        public @Nullable Part below(String step) {
            boolean number =
                    !step.isEmpty() && step.length() < 6 && step.chars().allMatch(Character::isDigit);
            return number && Integer.parseInt(step) < items.size() ? items.get(Integer.parseInt(step)) : null;
        }
    }

    /**
     * A single value.
     *
     * @param text as it stands in the file
     * @param value the text as JSON: a string, number or boolean, or null
     * @param block where the text of a literal block begins, the place of the value otherwise
     */
    record Scalar(Place place, String text, @Nullable Object value, Place block) implements Part {
        private static final ObjectMapper JSON = new ObjectMapper();

        @Override
        public JsonNode json() {
            return JSON.valueToTree(value);
        }

        @Override
        public @Nullable Part below(String step) {
            return null;
        }

        /** Where the character at this offset of the text stands; exact in a literal block. */
        public Place placeOf(int offset) {
            if (block.equals(place)) {
                return place;
            }
            String before = text.substring(0, Math.clamp(offset, 0, text.length()));
            int lines =
                    (int) before.chars().filter(character -> character == '\n').count();
            int column = before.length() - (before.lastIndexOf('\n') + 1);
            return new Place(place.file(), block.line() + lines, block.column() + column);
        }
    }
}
