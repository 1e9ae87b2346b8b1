package dev.reelay.worker.claim;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.worker.membership.MembershipConfig;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.membership.TenureListener;
import dev.reelay.worker.membership.Tenures;
import dev.reelay.worker.run.Runs;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Makes the work of this worker follow its partitions: what begins is resumed, what ends is dropped, and every few
 * seconds all of it is compared with the database, which alone knows.
 */
@ApplicationScoped
class TakeOver implements TenureListener {
    private static final Logger LOG = Logger.getLogger(TakeOver.class);

    private final MembershipConfig config;
    private final Tenures tenures;
    private final Runs runs;
    private final Dispatcher dispatcher;
    private final LinkedBlockingQueue<List<Tenure>> begun = new LinkedBlockingQueue<>();
    private volatile boolean stopping;

    TakeOver(MembershipConfig config, Tenures tenures, Runs runs, Dispatcher dispatcher) {
        this.config = config;
        this.tenures = tenures;
        this.runs = runs;
        this.dispatcher = dispatcher;
    }

    void started(@Observes @Priority(2500) StartupEvent event) {
        Thread.ofVirtual().name("take-over").start(this::untilStopped);
    }

    void stopping(@Observes @Priority(1) ShutdownEvent event) {
        stopping = true;
        begun.add(List.of());
    }

    /** Owned work has changed: compares it at once. */
    void lookAgain() {
        begun.add(List.of());
    }

    @Override
    public void begun(Collection<Tenure> partitions) {
        begun.add(List.copyOf(partitions));
    }

    @Override
    public void ended(Collection<Tenure> partitions) {
        runs.ended(partitions);
    }

    @Override
    public void received(Collection<Integer> pools) {
        pools.forEach(dispatcher::wake);
    }

    private void untilStopped() {
        while (!stopping) {
            try {
                @Nullable List<Tenure> news = begun.poll(config.adoptEvery().toMillis(), TimeUnit.MILLISECONDS);
                if (stopping) {
                    return;
                }
                if (news == null || news.isEmpty()) {
                    runs.ended(tenures.endOvertaken());
                    runs.compare(tenures.all());
                } else {
                    resume(news);
                }
            } catch (DatabaseUnavailable e) {
                LOG.warnf("owned work is compared again when the database answers: %s", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("owned work could not be compared; tries again", e);
            }
        }
    }

    private void resume(List<Tenure> news) {
        try {
            runs.resume(news);
        } catch (DatabaseUnavailable e) {
            // The comparison finds them: they are open and nobody runs them.
            LOG.warnf("partitions are resumed when the database answers: %s", e.getMessage());
        }
    }
}
