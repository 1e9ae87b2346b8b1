package dev.reelay.worker.run;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Two tasks that begin at the same moment. */
final class AtOnce {
    private AtOnce() {}

    /** What each answered. */
    static List<Boolean> race(ExecutorService threads, Callable<Boolean> one, Callable<Boolean> other)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(2);
        List<Future<Boolean>> ends = threads.invokeAll(List.of(at(start, one), at(start, other)));
        return List.of(ends.getFirst().get(), ends.getLast().get());
    }

    private static Callable<Boolean> at(CyclicBarrier start, Callable<Boolean> task) {
        return () -> {
            start.await(10, TimeUnit.SECONDS);
            return task.call();
        };
    }
}
