package dev.reelay.catalog;

import com.dashjoin.jsonata.Jsonata;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression of a definition file, compiled when the file is read, so that a mistake in it ends the start and
 * not a request. Safe for any number of threads; evaluating leaves nothing behind in the caller's thread.
 */
public final class Expression {
    /** Names joined by dots, without JSONata's operators written as words. */
    private static final Pattern PATH = Pattern.compile("(?!(?:and|or|in|true|false|null)\\b)[a-zA-Z_]\\w*"
            + "(?:\\.(?!(?:and|or|in|true|false|null)\\b)[a-zA-Z_]\\w*)*");

    private final String source;
    private final List<String> path;

    private Expression(String source) {
        this.source = source;
        this.path = PATH.matcher(source).matches() ? List.of(source.split("\\.", -1)) : List.of();
    }

    /** Compiles; throws {@link ExpressionException} with the place of the mistake. */
    public static Expression compile(String source) {
        Evaluators.compile(source);
        return new Expression(source);
    }

    /**
     * Evaluates over plain maps, lists, strings, numbers and booleans; nothing found is null. Throws
     * {@link ExpressionException} when the expression cannot be evaluated over this document.
     */
    public @Nullable Object evaluate(@Nullable Object document) {
        if (path.isEmpty()) {
            return Evaluators.evaluate(source, document);
        }
        Object here = document;
        for (String name : path) {
            if (!(here instanceof Map<?, ?> map)) {
                return here instanceof List ? Evaluators.evaluate(source, document) : null;
            }
            here = map.get(name);
        }
        return here;
    }

    /** Whether what it evaluates to counts as true: JSONata's rules, by which nothing, zero and empty are false. */
    public boolean holds(@Nullable Object document) {
        return Jsonata.boolize(evaluate(document));
    }

    /** The text as it stands in the file. */
    public String source() {
        return source;
    }

    @Override
    public String toString() {
        return source;
    }
}
