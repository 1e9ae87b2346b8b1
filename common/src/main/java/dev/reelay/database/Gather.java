package dev.reelay.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Brings the statements of many threads into one transaction: whoever asks while another's is under way goes with the
 * next. Nobody waits for company, so a single caller is as fast as ever, and a crowd pays for one commit.
 *
 * @param <Q> what one caller asks
 * @param <A> what it is answered
 */
public final class Gather<Q, A> {
    private final int most;
    private final Function<List<Q>, List<A>> together;
    private final Queue<Ask<Q, A>> waiting = new ConcurrentLinkedQueue<>();
    private final ReentrantLock turn = new ReentrantLock();

    /**
     * @param most how many are asked together
     * @param together asks, in one transaction, and answers in the order of its questions
     */
    public Gather(int most, Function<List<Q>, List<A>> together) {
        this.most = most;
        this.together = together;
    }

    /** Only touched by who has the turn, but for the question. */
    private static final class Ask<Q, A> {
        private final Q question;
        private @Nullable A answer;
        private @Nullable RuntimeException failure;
        private boolean done;

        Ask(Q question) {
            this.question = question;
        }
    }

    /** Asks, alone or with others; a failure of the transaction is everyone's, a fault in one question only its own. */
    @SuppressWarnings("NullAway") // what is done and has not failed has the answer, which may itself be null
    public A ask(Q question) {
        Ask<Q, A> mine = new Ask<>(question);
        waiting.add(mine);
        turn.lock();
        try {
            while (!mine.done) {
                next();
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.answer;
    }

    /** How many wait for the next statement. */
    int waiting() {
        return waiting.size();
    }

    private void next() {
        List<Ask<Q, A>> asks = new ArrayList<>();
        for (Ask<Q, A> ask = waiting.poll(); ask != null; ask = asks.size() < most ? waiting.poll() : null) {
            asks.add(ask);
        }
        try {
            answer(asks);
        } catch (DatabaseUnavailable e) {
            if (asks.size() > 1 && e.ofData()) {
                asks.forEach(this::alone);
            } else {
                fail(asks, e);
            }
        } catch (RuntimeException e) {
            fail(asks, e);
        }
    }

    private void answer(List<Ask<Q, A>> asks) {
        List<A> answers = together.apply(asks.stream().map(ask -> ask.question).toList());
        for (int n = 0; n < asks.size(); n++) {
            asks.get(n).answer = answers.get(n);
            asks.get(n).done = true;
        }
    }

    private void alone(Ask<Q, A> ask) {
        try {
            answer(List.of(ask));
        } catch (RuntimeException e) {
            fail(List.of(ask), e);
        }
    }

    private static <Q, A> void fail(List<Ask<Q, A>> asks, RuntimeException failure) {
        for (Ask<Q, A> ask : asks) {
            ask.failure = failure;
            ask.done = true;
        }
    }
}
