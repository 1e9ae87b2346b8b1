package dev.reelay.catalog.definition;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.catalog.definition.Part.Field;
import dev.reelay.catalog.definition.Part.Fields;
import dev.reelay.catalog.definition.Part.Items;
import dev.reelay.catalog.definition.Part.Scalar;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Named parts, read by type. What is missing or wrong becomes a problem and a stand-in value, so that reading can go on;
 * {@link #end} reports the keys nobody asked for.
 */
public final class Section {
    private final Place place;
    private final Fields fields;
    private final Problems problems;
    private final Set<String> asked = new HashSet<>();

    private Section(Place place, Fields fields, Problems problems) {
        this.place = place;
        this.fields = fields;
        this.problems = problems;
    }

    /** The outermost section of a file. */
    public static Section of(Fields fields, Problems problems) {
        return new Section(fields.place(), fields, problems);
    }

    /** Where the section is named, or begins. */
    public Place place() {
        return place;
    }

    /** Where the value of a key stands, or of keys below each other ({@code price/amount}); else the section. */
    public Place placeOf(String keys) {
        Place found = fields.placeOf("/" + keys);
        return found.equals(fields.place()) ? place : found;
    }

    public Problems problems() {
        return problems;
    }

    /** The keys of the section, whatever they are called: for maps of names that the file's author chooses. */
    public Set<String> names() {
        asked.addAll(fields.fields().keySet());
        return fields.fields().keySet();
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        asked.add(key);
        return !(fields.below(key) instanceof Scalar scalar) ? fields.below(key) != null : scalar.value() != null;
    }

    /** What stands under this key, of any sort; empty fields when it is missing, which is then a problem. */
    public Part part(String key, String right) {
        Part part = fields.below(key);
        if (has(key) && part != null) {
            return part;
        }
        problems.add(place, "`" + key + "` is missing: " + right);
        return new Fields(place, Map.of());
    }

    /** A text that is not blank. */
    public String text(String key) {
        return scalar(
                key,
                "a text",
                "",
                scalar ->
                        Optional.of(scalar.text()).filter(text -> scalar.value() instanceof String && !text.isBlank()));
    }

    /** A text, or the other when there is none. */
    public String text(String key, String otherwise) {
        return has(key) ? text(key) : otherwise;
    }

    /** True or false, or the other when there is none. */
    public boolean flag(String key, boolean otherwise) {
        return !has(key)
                ? otherwise
                : scalar(
                        key,
                        "true or false",
                        otherwise,
                        scalar -> scalar.value() instanceof Boolean flag ? Optional.of(flag) : Optional.empty());
    }

    /** A single value that the function understands; the message says what is right. */
    public <T> T scalar(String key, String right, T standIn, Function<Scalar, Optional<T>> understand) {
        Part part = part(key, "must be " + right);
        if (!has(key)) {
            return standIn;
        }
        Optional<T> value = part instanceof Scalar scalar ? understand.apply(scalar) : Optional.empty();
        if (value.isEmpty()) {
            problems.add(part.place(), "`" + key + "` must be " + right + shown(part));
        }
        return value.orElse(standIn);
    }

    /** The section under this key; an empty one when it is missing, which is then a problem. */
    public Section section(String key) {
        Part part = part(key, "must hold named parts");
        Field field = fields.fields().get(key);
        if (part instanceof Fields below && field != null) {
            return new Section(field.key(), below, problems);
        }
        if (has(key)) {
            problems.add(part.place(), "`" + key + "` must hold named parts (`key: value`)" + shown(part));
        }
        return new Section(place, new Fields(place, Map.of()), new Problems());
    }

    /** The section under this key, or null when there is none. */
    public @Nullable Section optionalSection(String key) {
        return has(key) ? section(key) : null;
    }

    /** The sections in a row under this key; none when the key is not there. */
    public List<Section> sections(String key) {
        if (!has(key)) {
            return List.of();
        }
        Part part = part(key, "");
        if (!(part instanceof Items row) || !row.items().stream().allMatch(Fields.class::isInstance)) {
            problems.add(part.place(), "`" + key + "` must be a list of entries (`- key: value`)");
            return List.of();
        }
        return row.items().stream()
                .map(item -> new Section(item.place(), (Fields) item, problems))
                .toList();
    }

    /** A map of names that the author chooses to texts; empty when the key is not there. */
    public Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        Section section = optionalSection(key);
        if (section != null) {
            section.names().forEach(name -> texts.put(name, section.text(name)));
        }
        return texts;
    }

    /** Reports every key that nobody asked for. */
    public void end() {
        fields.fields().forEach((name, field) -> {
            if (!asked.contains(name)) {
                String meant = Suggestion.nearest(name, asked)
                        .map(word -> "; did you mean `" + word + "`?")
                        .orElse("; known here: "
                                + String.join(", ", asked.stream().sorted().toList()));
                problems.add(field.key(), "unknown key `" + name + "`" + meant);
            }
        });
    }

    private static String shown(Part part) {
        return switch (part) {
            case Scalar scalar -> ", not " + JsonNodeFactory.instance.textNode(brief(scalar.text()));
            case Items ignored -> ", not a list";
            case Fields ignored -> ", not named parts";
        };
    }

    private static String brief(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
