package dev.reelay.standalone;

import dev.reelay.standalone.console.PlainFailure;
import io.quarkus.runtime.ApplicationLifecycleManager;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Closes what was started when the process ends, in whatever way it is asked to: first Quarkus stops by its own hook, as
 * it still needs the servers; then they, in the order of {@link Stage}.
 */
final class StopInOrder {
    /** In the order of closing. */
    enum Stage {
        CLASS_ARCHIVE,
        SIMULATOR,
        S3,
        KAFKA,
        POSTGRESQL,
        DATA_FOLDER
    }

    private static final Duration QUARKUS_TAKES_AT_MOST = Duration.ofSeconds(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Map<Stage, AutoCloseable> started = new ConcurrentSkipListMap<>();
    private volatile boolean ending;

    /** Takes part in the end of this process from now on. */
    static StopInOrder registered() {
        StopInOrder stop = new StopInOrder();
        Runtime.getRuntime().addShutdownHook(new Thread(stop::end, "stop-in-order"));
        return stop;
    }

    /** Notes what is to be closed; at once, if the end has begun already. */
    <T extends AutoCloseable> T later(Stage stage, T server) {
        started.put(stage, server);
        if (ending) {
            closeAll();
        }
        return server;
    }

    private void end() {
        ending = true;
        long latest = System.nanoTime() + QUARKUS_TAKES_AT_MOST.toNanos();
        while (ApplicationLifecycleManager.getCurrentApplication() != null && System.nanoTime() < latest) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        closeAll();
    }

    private void closeAll() {
        for (Stage stage : Stage.values()) {
            close(stage, started.remove(stage));
        }
    }

    private static void close(Stage stage, @Nullable AutoCloseable server) {
        if (server == null) {
            return;
        }
        try {
            server.close();
        } catch (Exception e) {
            // The others must be closed all the same, and the log is closed already.
            System.err.println("reelay: " + stage + " did not stop: " + PlainFailure.reason(e));
        }
    }
}
