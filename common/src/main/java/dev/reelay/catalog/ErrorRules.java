package dev.reelay.catalog;

import dev.reelay.catalog.Provider.ErrorRule;
import dev.reelay.catalog.definition.Section;
import dev.reelay.catalog.definition.Values;
import dev.reelay.error.ErrorClass;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A provider's errors: rules in a row, and the message and code that hold for every rule without its own. */
final class ErrorRules {
    /** No provider knows of our budgets. */
    private static final Map<String, ErrorClass> CLASSES = Arrays.stream(ErrorClass.values())
            .filter(value -> value != ErrorClass.OVER_BUDGET)
            .collect(Collectors.toMap(ErrorClass::wire, value -> value));

    private ErrorRules() {}

    static List<ErrorRule> read(Section file) {
        Section errors = file.section("errors");
        Expression message = ExpressionValue.optional(errors, "message", ProviderReader.Answers.TRIALS);
        Expression code = ExpressionValue.optional(errors, "code", ProviderReader.Answers.TRIALS);
        List<ErrorRule> rules = errors.sections("rules").stream()
                .map(section -> rule(section, message, code))
                .toList();
        errors.end();
        return rules;
    }

    private static ErrorRule rule(Section section, @Nullable Expression message, @Nullable Expression code) {
        ErrorRule rule = new ErrorRule(
                ExpressionValue.required(section, "when", ProviderReader.Answers.TRIALS),
                Values.choice(section, "class", CLASSES, ErrorClass.INTERNAL),
                section.has("message") ? own(section, "message") : message,
                section.has("code") ? own(section, "code") : code);
        section.end();
        return rule;
    }

    private static Expression own(Section section, String key) {
        return ExpressionValue.required(section, key, ProviderReader.Answers.TRIALS);
    }
}
