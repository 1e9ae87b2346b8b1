package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExpressionTest {
    private static final Map<String, Object> ANSWER = answer("done", null);

    @Test
    void aPathIsFollowed() {
        assertThat(evaluate("body.status")).isEqualTo("done");
        assertThat(evaluate("body.status.nothing.there")).isNull();
        assertThat(evaluate("body.error")).isNull();
        assertThat(evaluate("nothing")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"body.outputs", "body.items.url", "body.items", "body.empty", "body.one.url"})
    void aPathThroughListsIsWhatJsonataMakesOfIt(String path) {
        // The brackets keep the second one from being a plain path.
        assertThat(evaluate(path)).isEqualTo(evaluate("(" + path + ")"));
    }

    @Test
    void wordsThatAreOperatorsAreNoPath() {
        assertThat(evaluate("true")).isEqualTo(true);
        assertThat(evaluate("body.status in [\"done\"]")).isEqualTo(true);
    }

    @Test
    void nothingZeroAndEmptyDoNotHold() {
        assertThat(List.of("body.error", "body.nothing", "body.blank", "0", "[]", "false", "body.empty"))
                .noneMatch(source -> Expression.compile(source).holds(ANSWER));
        assertThat(List.of("body.status", "1", "true", "body.outputs", "http >= 200"))
                .allMatch(source -> Expression.compile(source).holds(ANSWER));
    }

    @Test
    void manyThreadsEachGetTheirOwnAnswer() throws InterruptedException, ExecutionException {
        Expression expression = Expression.compile("($word := body.status; {\"word\": $word & \"!\", \"http\": http})");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<@Nullable Object>> answers = new ArrayList<>();
            for (int thread = 0; thread < 2000; thread++) {
                String word = "word " + thread;
                answers.add(threads.submit(() -> expression.evaluate(answer(word, null))));
            }
            for (int thread = 0; thread < answers.size(); thread++) {
                assertThat(answers.get(thread).get()).isEqualTo(Map.of("word", "word " + thread + "!", "http", 200));
            }
        }
    }

    @Test
    void whatOneEvaluationBindsTheNextDoesNotSee() {
        Expression expression = Expression.compile("$exists($seen) ? \"again\" : ($seen := body.status; $seen)");
        for (int time = 0; time < 10; time++) {
            assertThat(expression.evaluate(ANSWER)).isEqualTo("done");
        }
    }

    @Test
    void manyEvaluationsInARowStayShallow() {
        Expression expression = Expression.compile("($a := body.status; ($b := $a; $b))");
        for (int time = 0; time < 50_000; time++) {
            expression.evaluate(ANSWER);
        }
        assertThat(expression.evaluate(ANSWER)).isEqualTo("done");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "body.status + 1",
                "$number(body.status)",
                "$nope()",
                "$error(\"no\")",
                "($f := function($x) { $f($x) + 1 }; $f(1))"
            })
    void aFailingEvaluationNamesItsExpression(String source) {
        Expression expression = Expression.compile(source);

        assertThatExceptionOfType(ExpressionException.class)
                .isThrownBy(() -> expression.evaluate(ANSWER))
                .withMessageContaining(source);
        assertThat(evaluate("body.status & \"!\"")).as("the evaluator goes on").isEqualTo("done!");
    }

    @Test
    void aMalformedExpressionTellsWhere() {
        ExpressionException malformed =
                catchThrowableOfType(ExpressionException.class, () -> Expression.compile("body.status\n  body.other"));

        assertThat(malformed).hasMessageContaining("body.status body.other");
        assertThat(malformed.offset()).isBetween(14, 18);
    }

    private static @Nullable Object evaluate(String source) {
        return Expression.compile(source).evaluate(ANSWER);
    }

    private static Map<String, Object> answer(String status, @Nullable Object error) {
        Map<String, @Nullable Object> body = new HashMap<>();
        body.put("status", status);
        body.put("error", error);
        body.put("blank", "");
        body.put("empty", List.of());
        body.put("outputs", List.of("https://a", "https://b"));
        body.put("items", List.of(Map.of("url", "https://a"), Map.of("url", "https://b")));
        body.put("one", List.of(Map.of("url", "https://a")));
        return Map.of("http", 200, "headers", Map.of(), "body", body);
    }
}
