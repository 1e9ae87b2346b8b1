package dev.reelay.catalog;

import com.dashjoin.jsonata.JException;
import com.dashjoin.jsonata.Jsonata;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The few threads on which expressions are compiled and evaluated. The JSONata library leaves a parser of some 13 KB in a
 * thread-local of every thread that touches it, too much for twenty thousand waiting virtual threads, and its evaluators
 * serve one thread each.
 */
final class Evaluators {
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(
            Math.max(2, Runtime.getRuntime().availableProcessors()),
            Thread.ofPlatform().daemon().name("expression-", 0).factory());

    private static final ThreadLocal<Map<String, Jsonata>> MINE = ThreadLocal.withInitial(HashMap::new);

    private Evaluators() {}

    static void compile(String source) {
        on(source, () -> mine(source));
    }

    static @Nullable Object evaluate(String source, @Nullable Object document) {
        return on(source, () -> {
            Jsonata evaluator = mine(source);
            // A frame of its own keeps the document, and whatever the expression binds, out of the evaluator.
            return evaluator.evaluate(document, evaluator.createFrame());
        });
    }

    private static Jsonata mine(String source) {
        return MINE.get().computeIfAbsent(source, absent -> {
            Jsonata evaluator = Jsonata.jsonata(source);
            evaluator.setValidateInput(false);
            // The library writes its state of evaluation into the instance a thread made last: one nobody evaluates.
            Jsonata.jsonata("$");
            return evaluator;
        });
    }

    private static <T extends @Nullable Object> T on(String source, Supplier<T> work) {
        try {
            return CompletableFuture.supplyAsync(work, THREADS).join();
        } catch (CompletionException failed) {
            Throwable cause = failed.getCause() == null ? failed : failed.getCause();
            throw new ExpressionException(source, reason(cause), offset(cause), cause);
        }
    }

    private static String reason(Throwable cause) {
        return switch (cause) {
            case JException told -> String.valueOf(told.getMessage());
            case StackOverflowError endless -> "endless recursion";
            default -> cause.getClass().getSimpleName() + ": " + cause.getMessage();
        };
    }

    private static int offset(Throwable cause) {
        return cause instanceof JException told ? Math.max(0, told.getLocation()) : 0;
    }
}
