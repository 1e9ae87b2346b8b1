package dev.reelay.catalog;

import com.dashjoin.jsonata.Jsonata;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A JSONata expression of a definition file, compiled when the file is read, so that a mistake in it ends the start and
 * not a request. Safe for many threads: an evaluator serves one at a time and is kept for the next.
 */
public final class Expression {
    private final String source;
    private final ConcurrentLinkedQueue<Jsonata> idle = new ConcurrentLinkedQueue<>();

    private Expression(String source, Jsonata compiled) {
        this.source = source;
        idle.add(compiled);
    }

    /** Compiles; throws the library's exception with the place of the mistake. */
    public static Expression compile(String source) {
        return new Expression(source, Jsonata.jsonata(source));
    }

    /** Evaluates over plain maps, lists, strings, numbers and booleans; nothing found is null. */
    public @Nullable Object evaluate(@Nullable Object document) {
        Jsonata evaluator = idle.poll();
        if (evaluator == null) {
            evaluator = Jsonata.jsonata(source);
        }
        try {
            return evaluator.evaluate(document);
        } finally {
            idle.add(evaluator);
        }
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
