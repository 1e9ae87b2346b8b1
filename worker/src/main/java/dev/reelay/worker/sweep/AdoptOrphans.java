package dev.reelay.worker.sweep;

import dev.reelay.catalog.Catalog;
import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.database.SqlArray;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.membership.Tenures;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Moves attempts that have no verdict long past their time into a partition of this worker, which then resumes them:
 * nobody runs them, whatever the reason. That two workers should run one attempt meanwhile is harmless; that none does is not.
 */
@ApplicationScoped
class AdoptOrphans {
    private static final Logger LOG = Logger.getLogger(AdoptOrphans.class);

    private final Database database;
    private final Tenures tenures;
    private final Catalog catalog;
    private final SweepConfig config;
    private final Findings findings;

    AdoptOrphans(Database database, Tenures tenures, Catalog catalog, SweepConfig config, Findings findings) {
        this.database = database;
        this.tenures = tenures;
        this.catalog = catalog;
        this.config = config;
        this.findings = findings;
    }

    @Scheduled(every = "{reelay.sweep.orphans:30s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void adopt() {
        try {
            tenures.next().ifPresent(this::adoptInto);
        } catch (DatabaseUnavailable e) {
            LOG.warnf("attempts that nobody runs are looked for when the database answers: %s", e.getMessage());
        }
    }

    private void adoptInto(Tenure tenure) {
        List<Late> overdue = overdue();
        if (overdue.isEmpty()) {
            return;
        }
        List<UUID> adopted = database.query(
                """
                with locked as (
                  select a.id from unnest(?::uuid[], ?::int[]) as late (id, partition)
                  join attempt a on a.id = late.id and a.partition = late.partition and a.done_at is null
                  for update of a skip locked)
                update attempt a set partition = held.partition, epoch = held.epoch, adopted_at = clock_timestamp()
                from locked, partition_epoch held
                where a.id = locked.id and held.partition = ? and held.epoch = ?
                returning a.id""",
                row -> row.getObject(1, UUID.class),
                SqlArray.of("uuid", overdue.stream().map(Late::id).toList()),
                SqlArray.of("int4", overdue.stream().map(Late::partition).toList()),
                tenure.partition(),
                tenure.epoch());
        if (!adopted.isEmpty()) {
            findings.found("orphaned_attempt", adopted.size());
            LOG.warnf(
                    "%d attempts were not ended in their time and are resumed here, attempts=%s",
                    adopted.size(), adopted);
        }
    }

    private record Late(UUID id, int partition, boolean overdue) {}

    /**
     * Whoever runs one of these should have ended it by now, unless the provider is late. Our own are resumed without this,
     * and who adopted one has as long again as it had taken until then.
     */
    private List<Late> overdue() {
        return database
                .query(
                        """
                        select id, partition, offering, extract(epoch from clock_timestamp() - greatest(answer_before, accepted_at))
                        from attempt where verdict_at is null and done_at is null and not partition = any (?)
                          and greatest(answer_before, adopted_at + (adopted_at - greatest(answer_before, accepted_at)))
                            < clock_timestamp() - make_interval(secs => ?::float8)""",
                        row -> new Late(
                                row.getObject(1, UUID.class),
                                row.getInt(2),
                                row.getDouble(4)
                                        > seconds(catalog.longestRender(row.getString(3))
                                                .plus(config.orphanAfter()))),
                        SqlArray.of(
                                "int4",
                                tenures.all().stream().map(Tenure::partition).toList()),
                        seconds(config.orphanAfter()))
                .stream()
                .filter(Late::overdue)
                .toList();
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }
}
