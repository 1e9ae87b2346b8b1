package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Ends requests beyond their caller's deadline: those that wait, those held for a person or by a budget, and those whose run
 * does not watch the clock where it stands. What is rendered and being stored is let come home. Any worker may, and two never end
 * the same.
 */
@ApplicationScoped
class EndOverdue {
    private static final Logger LOG = Logger.getLogger(EndOverdue.class);

    private final Database database;
    private final Findings findings;

    EndOverdue(Database database, Findings findings) {
        this.database = database;
        this.findings = findings;
    }

    @Scheduled(every = "{reelay.sweep.deadlines:5s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void end() {
        try {
            long ended = database.query("""
                            with due as (
                              select id from generation where ended_at is null and finish_by < clock_timestamp()
                                and state in ('QUEUED', 'RUNNING')
                              union
                              select id from generation where (waiting or held_by is not null) and start_by < clock_timestamp()
                              limit 500),
                            locked as (
                              select id, state from generation where id in (select id from due)
                                and (state = 'QUEUED' or (state = 'RUNNING' and finish_by < clock_timestamp()))
                              for update skip locked)
                            select count(*) filter (where end_generation(id, 'FAILED', 'timeout', case state
                              when 'QUEUED' then 'the deadline passed before a provider accepted the request'
                              else 'the deadline passed while a provider had the request, or may have had it' end,
                              null, '{}'))
                            from locked""", row -> row.getLong(1)).getFirst();
            if (ended > 0) {
                findings.found("deadline", ended);
                LOG.infof("%d requests were beyond their deadline", (Long) ended);
            }
        } catch (DatabaseUnavailable e) {
            LOG.warnf("deadlines are looked at again when the database answers: %s", e.getMessage());
        }
    }
}
