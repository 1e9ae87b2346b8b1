package dev.reelay.api.work;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.generation.Outbox;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Sends again what no worker has read by its time: what was accepted while the broker was away, and what got lost behind
 * it. While the broker does not answer it is asked with one record at a time, so that rows are not written for nothing.
 */
@ApplicationScoped
class SweepUnreceived {
    private static final Logger LOG = Logger.getLogger(SweepUnreceived.class);
    private static final int AT_ONCE = 500;
    /** Longer than a send may take before it fails. */
    private static final Duration LEASE = Duration.ofSeconds(20);

    private final Outbox outbox;
    private final SendWork work;
    private final MeterRegistry meters;
    private boolean brokerAnswers = true;

    SweepUnreceived(Outbox outbox, SendWork work, MeterRegistry meters) {
        this.outbox = outbox;
        this.work = work;
        this.meters = meters;
        unread(0);
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            boolean more = true;
            while (more) {
                int limit = brokerAnswers ? AT_ONCE : 1;
                List<Outbox.Due> due = outbox.takeDue(limit, LEASE);
                tellUnread(due);
                more = allAcked(due) && due.size() == limit;
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("the outbox could not be read and will be in a second cause=%s", e.getMessage());
        }
    }

    /** What the broker took and no worker has read is told the first time, not each time it is sent again. */
    private void tellUnread(List<Outbox.Due> due) {
        long unread = due.stream().filter(one -> one.sends() == 1).count();
        if (unread > 0) {
            unread(unread);
            LOG.warnf("%d records that the broker had acked were read by no worker, and are sent again", (Long) unread);
        }
    }

    private boolean allAcked(List<Outbox.Due> due) {
        if (due.isEmpty()) {
            return brokerAnswers;
        }
        List<CompletableFuture<Boolean>> sends = due.stream()
                .map(one -> work.send(one.id()).toCompletableFuture())
                .toList();
        boolean before = brokerAnswers;
        brokerAnswers = CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LEASE.toMillis(), TimeUnit.MILLISECONDS)
                .thenApply(done -> sends.stream().allMatch(send -> send.getNow(false)))
                .join();
        if (before && !brokerAnswers) {
            LOG.warnf("the broker does not take records, they are kept and tried again count=%d", due.size());
        } else if (!before && brokerAnswers) {
            LOG.info("the broker takes records again");
        }
        return brokerAnswers;
    }

    private void unread(long count) {
        meters.counter("reelay.sweep.found", "kind", "unread_record").increment((double) count);
    }
}
