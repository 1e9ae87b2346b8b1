package dev.reelay.catalog;

import dev.reelay.catalog.definition.Part.Scalar;
import dev.reelay.catalog.definition.Section;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Expressions as values of keys: compiled where they stand, and tried, so that a misspelt function shows. */
final class ExpressionValue {
    private static final Expression STAND_IN = Expression.compile("$");

    private ExpressionValue() {}

    static Expression required(Section section, String key, List<?> trials) {
        return section.scalar(
                key, "a JSONata expression", STAND_IN, scalar -> Optional.of(tried(section, key, scalar, trials)));
    }

    static @Nullable Expression optional(Section section, String key, List<?> trials) {
        return section.has(key) ? required(section, key, trials) : null;
    }

    private static Expression tried(Section section, String key, Scalar scalar, List<?> trials) {
        Expression expression;
        try {
            expression = Expression.compile(scalar.text());
        } catch (ExpressionException malformed) {
            section.problems()
                    .add(scalar.placeOf(malformed.offset()), "`" + key + "` is no JSONata: " + malformed.getMessage());
            return STAND_IN;
        }
        try {
            trials.forEach(expression::evaluate);
        } catch (ExpressionException failed) {
            section.problems().add(scalar.placeOf(failed.offset()), "`" + key + "` fails: " + failed.getMessage());
        }
        return expression;
    }
}
