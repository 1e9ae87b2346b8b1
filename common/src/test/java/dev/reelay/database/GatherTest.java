package dev.reelay.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GatherTest {
    private final List<List<Integer>> statements = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);

    @Test
    void oneAloneIsAskedAlone() {
        Gather<Integer, Integer> gather = new Gather<>(10, this::doubled);

        assertThat(gather.ask(3)).isEqualTo(6);
        assertThat(gather.ask(4)).isEqualTo(8);
        assertThat(statements).containsExactly(List.of(3), List.of(4));
    }

    @Test
    void whoComesMeanwhileGoesTogetherAndEachHearsItsOwnAnswer() throws Exception {
        CountDownLatch underWay = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Gather<Integer, Integer> gather = new Gather<>(20, questions -> {
            if (questions.equals(List.of(0))) {
                underWay.countDown();
                awaited(goOn);
            }
            return doubled(questions);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> first = threads.submit(() -> gather.ask(0));
            underWay.await();
            List<Future<Integer>> crowd = IntStream.rangeClosed(1, 50)
                    .mapToObj(n -> threads.submit(() -> gather.ask(n)))
                    .toList();
            while (gather.waiting() < 50) {
                Thread.onSpinWait();
            }
            goOn.countDown();

            assertThat(first.get()).isZero();
            for (int n = 1; n <= 50; n++) {
                assertThat(crowd.get(n - 1).get()).isEqualTo(2 * n);
            }
        }
        assertThat(statements).extracting(List::size).containsExactly(1, 20, 20, 10);
    }

    @Test
    void aFaultInTheDataIsOnlyItsOwn() throws Exception {
        Gather<Integer, Integer> gather = crowd(questions -> {
            if (questions.contains(2)) {
                throw new DatabaseUnavailable(new SQLException("duplicate key", "23505"));
            }
            return doubled(questions);
        });

        assertThat(answers(gather)).containsExactly("0", "2", "duplicate key", "6");
    }

    @Test
    void aDatabaseThatIsAwayIsAwayForAllOfThemAndAskedOnce() throws Exception {
        Gather<Integer, Integer> gather = crowd(questions -> {
            statements.add(questions);
            if (questions.size() > 1) {
                throw new DatabaseUnavailable(new SQLException("connection lost", "08006"));
            }
            return questions;
        });

        assertThat(answers(gather)).containsExactly("0", "connection lost", "connection lost", "connection lost");
        assertThat(statements).hasSize(2);
    }

    @Test
    void afterAFailureTheNextIsAskedAsEver() {
        Gather<Integer, Integer> gather = new Gather<>(10, questions -> {
            if (questions.contains(1)) {
                throw new IllegalStateException("a bug");
            }
            return doubled(questions);
        });

        assertThatThrownBy(() -> gather.ask(1)).hasMessage("a bug");
        assertThat(gather.ask(2)).isEqualTo(4);
    }

    /** The first waits until three others have come. */
    private Gather<Integer, Integer> crowd(Function<List<Integer>, List<Integer>> together) {
        AtomicReference<Gather<Integer, Integer>> self = new AtomicReference<>();
        Gather<Integer, Integer> gather = new Gather<>(10, questions -> {
            begun.countDown();
            while (questions.equals(List.of(0)) && self.get().waiting() < 3) {
                Thread.onSpinWait();
            }
            return together.apply(questions);
        });
        self.set(gather);
        return gather;
    }

    private List<String> answers(Gather<Integer, Integer> gather) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            for (int n = 0; n < 4; n++) {
                int question = n;
                asked.add(threads.submit(() -> answer(gather, question)));
                begun.await();
            }
            List<String> answers = new ArrayList<>();
            for (Future<String> answer : asked) {
                answers.add(answer.get());
            }
            return answers;
        }
    }

    private static String answer(Gather<Integer, Integer> gather, int question) {
        try {
            return String.valueOf(gather.ask(question));
        } catch (DatabaseUnavailable e) {
            return String.valueOf(e.getMessage()).replace("database: ", "");
        }
    }

    private List<Integer> doubled(List<Integer> questions) {
        statements.add(questions);
        return questions.stream().map(question -> 2 * question).toList();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
