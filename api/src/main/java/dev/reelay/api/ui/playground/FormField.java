package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form, made from one property of a model's schema.
 *
 * @param kind how it is filled in
 * @param value what stands in it at first
 * @param choices of a field that has a closed set; with an empty one first where it may be left out
 * @param hint its bounds, and what the model does without it
 */
public record FormField(
        String name, String title, Kind kind, boolean required, String value, List<String> choices, String hint) {
    private static final int FEW = 6;
    private static final int SHORT = 200;
    private static final String MARK = "x-media";

    public FormField {
        choices = List.copyOf(choices);
    }

    /** How a field is filled in. */
    public enum Kind {
        LINE,
        TEXT,
        NUMBER,
        SWITCH,
        CHOICE,
        SELECT,
        MEDIA,
        JSON
    }

    static FormField of(String name, JsonNode schema, boolean required, @Nullable JsonNode given) {
        JsonNode value = given == null ? schema.get("default") : given;
        List<String> choices = choices(schema);
        Kind kind = kind(name, schema, choices);
        return new FormField(
                name,
                schema.path("title").asText(name.replace('_', ' ')),
                kind,
                required,
                text(value, kind),
                choices,
                hint(schema, kind));
    }

    /** As templates compare it. */
    public String look() {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Whether a switch is on at first. */
    public boolean isOn() {
        return value.equals("true");
    }

    /** What a browser would send of it, so that two can be compared; a switch that is off sends nothing. */
    String filled(@Nullable String text) {
        String told = text == null ? "" : text.replace("\r\n", "\n");
        return kind == Kind.SWITCH && !told.equals("true") ? "" : told;
    }

    /** Whether what stands in a field of another form means the same in this one. */
    boolean takes(FormField other, String text) {
        if (!choices.isEmpty()) {
            return choices.contains(text);
        }
        return isText() ? other.isText() : kind == other.kind;
    }

    private boolean isText() {
        return kind == Kind.LINE || kind == Kind.TEXT || kind == Kind.MEDIA;
    }

    private static Kind kind(String name, JsonNode schema, List<String> choices) {
        if (!choices.isEmpty()) {
            return choices.size() <= FEW ? Kind.CHOICE : Kind.SELECT;
        }
        return switch (schema.path("type").asText()) {
            case "boolean" -> Kind.SWITCH;
            case "integer", "number" -> Kind.NUMBER;
            case "string" -> ofText(name, schema);
            default -> Kind.JSON;
        };
    }

    private static Kind ofText(String name, JsonNode schema) {
        if (isMedia(name, schema)) {
            return Kind.MEDIA;
        }
        return schema.path("maxLength").asInt(Integer.MAX_VALUE) > SHORT ? Kind.TEXT : Kind.LINE;
    }

    /** By the mark of the definition; without one, by what else the schema says of an address, and at last by the name. */
    private static boolean isMedia(String name, JsonNode schema) {
        if (schema.has(MARK)) {
            return schema.path(MARK).asText().equals("image");
        }
        return schema.path("format").asText().equals("uri")
                || schema.path("contentMediaType").asText().startsWith("image/")
                || schema.path("pattern").asText().contains("https")
                || schema.path("default").asText().startsWith("https://")
                || schema.path("examples").path(0).asText().startsWith("https://")
                || name.endsWith("image_url");
    }

    /** A number and its digits as a word are one choice, where a provider takes both. */
    private static List<String> choices(JsonNode schema) {
        return StreamSupport.stream(schema.path("enum").spliterator(), false)
                .map(JsonNode::asText)
                .distinct()
                .toList();
    }

    private static String text(@Nullable JsonNode value, Kind kind) {
        return Optional.ofNullable(value)
                .filter(known -> !known.isNull())
                .map(known -> kind == Kind.JSON ? known.toString() : known.asText())
                .orElse("");
    }

    private static String hint(JsonNode schema, Kind kind) {
        if (kind == Kind.NUMBER) {
            String from = schema.path("minimum").asText();
            String to = schema.path("maximum").asText();
            return from.isEmpty() ? "" : "From " + from + (to.isEmpty() ? " on" : " to " + to);
        }
        return kind == Kind.JSON ? "As JSON" : schema.path("description").asText();
    }
}
