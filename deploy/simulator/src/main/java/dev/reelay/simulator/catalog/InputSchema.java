package dev.reelay.simulator.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The inputs of a model as its provider checks them; fields it does not name are let through. */
public final class InputSchema {
    private final Map<String, Function<JsonNode, @Nullable InputProblem>> fields = new LinkedHashMap<>();
    private final List<String> required = new ArrayList<>();
    private final List<Function<JsonNode, @Nullable InputProblem>> rules = new ArrayList<>();

    public InputSchema text(String field) {
        return field(field, value -> value.isTextual() ? null : problem(field, "string_type", "a valid string", value));
    }

    public InputSchema flag(String field) {
        return field(field, value -> value.isBoolean() ? null : problem(field, "bool_type", "a valid boolean", value));
    }

    /** A text that is one of these words. */
    public InputSchema choice(String field, String... words) {
        List<String> allowed = List.of(words);
        return field(
                field,
                value -> value.isTextual() && allowed.contains(value.textValue())
                        ? null
                        : problem(field, "literal_error", quoted(allowed), value));
    }

    /** A whole number that is one of these; {@code orText} also takes the number as a text. */
    public InputSchema number(String field, boolean orText, Integer... numbers) {
        List<Integer> allowed = List.of(numbers);
        return field(field, value -> {
            boolean typed = value.isIntegralNumber() || (orText && value.isTextual());
            return typed && allowed.contains(value.asInt(Integer.MIN_VALUE))
                    ? null
                    : problem(field, "literal_error", quoted(allowed), value);
        });
    }

    public InputSchema required(String... names) {
        required.addAll(List.of(names));
        return this;
    }

    /** A rule over several fields. */
    public InputSchema rule(Function<JsonNode, @Nullable InputProblem> rule) {
        rules.add(rule);
        return this;
    }

    /** Everything wrong with this input, in the order of the fields; rules come last and only for sound fields. */
    public List<InputProblem> problems(JsonNode input) {
        List<InputProblem> found = new ArrayList<>();
        for (String name : required) {
            if (!input.hasNonNull(name)) {
                found.add(new InputProblem(name, "missing", "Field required", input));
            }
        }
        fields.forEach((name, check) -> {
            if (input.hasNonNull(name)) {
                add(found, check.apply(input.get(name)));
            }
        });
        if (found.isEmpty()) {
            rules.forEach(rule -> add(found, rule.apply(input)));
        }
        return found;
    }

    private InputSchema field(String name, Function<JsonNode, @Nullable InputProblem> check) {
        fields.put(name, check);
        return this;
    }

    private static void add(List<InputProblem> found, @Nullable InputProblem problem) {
        if (problem != null) {
            found.add(problem);
        }
    }

    private static InputProblem problem(String field, String type, String expected, JsonNode value) {
        return new InputProblem(field, type, "Input should be " + expected, value);
    }

    private static String quoted(List<?> allowed) {
        List<String> words = allowed.stream()
                .map(each -> each instanceof String ? "'" + each + "'" : each.toString())
                .toList();
        return words.size() == 1
                ? words.getFirst()
                : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
    }
}
