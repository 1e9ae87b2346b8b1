package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Ends requests that waited beyond their caller's deadline. Any worker may, and two never end the same. */
@ApplicationScoped
class ExpireWaiting {
    private static final Logger LOG = Logger.getLogger(ExpireWaiting.class);

    private final Database database;

    ExpireWaiting(Database database) {
        this.database = database;
    }

    @Scheduled(every = "{reelay.sweep.deadlines:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void expire() {
        try {
            long ended = database.query("""
                            with due as (
                              select id from generation
                              where state = 'QUEUED' and ended_at is null and finish_by < clock_timestamp()
                              union
                              select id from generation where waiting and start_by < clock_timestamp()
                              limit 500),
                            locked as (
                              select id from generation where id in (select id from due) and state = 'QUEUED'
                              for update skip locked)
                            select count(*) filter (where end_generation(id, 'FAILED', 'timeout',
                              'the deadline passed before a provider accepted the request', null, '{}'))
                            from locked""", row -> row.getLong(1)).getFirst();
            if (ended > 0) {
                LOG.infof("%d requests waited beyond their deadline", (Long) ended);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("deadlines are looked at again when the database answers: %s", e.getMessage());
        }
    }
}
