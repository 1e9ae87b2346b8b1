package dev.reelay.worker.retention;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.retention.DoomedObjects;
import dev.reelay.retention.KeepConfig;
import dev.reelay.storage.StorageException;
import dev.reelay.worker.sweep.OneAtATime;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Drops what was kept long enough, in small transactions, tenant by tenant: text, then files, then rows. Whatever breaks, the
 * next sweep goes on where this one was. One worker at a time.
 */
@ApplicationScoped
class SweepKept {
    private static final Logger LOG = Logger.getLogger(SweepKept.class);
    /** Any number, the same in all versions: it names the work. */
    private static final long LOCK = 0x6b657074L;

    private static final int MOST_AT_ONCE = 200;

    private final Database database;
    private final DoomedObjects objects;
    private final DropOldUploads uploads;
    private final OneAtATime oneAtATime;
    private final KeepConfig config;
    private final InstantSource clock;

    SweepKept(
            Database database,
            DoomedObjects objects,
            DropOldUploads uploads,
            OneAtATime oneAtATime,
            KeepConfig config,
            InstantSource clock) {
        this.database = database;
        this.objects = objects;
        this.uploads = uploads;
        this.oneAtATime = oneAtATime;
        this.config = config;
        this.clock = clock;
    }

    private record Owner(int id, String name) {}

    @Scheduled(
            every = "{reelay.keep.every:5m}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        oneAtATime.run(LOCK, () -> {
            try {
                sweepAll();
            } catch (DatabaseUnavailable | StorageException e) {
                LOG.warnf("what was kept long enough goes later: %s", e.getMessage());
            }
        });
    }

    private void sweepAll() {
        removeObjects();
        List<Owner> owners = tenants();
        warnOfNobodys(owners);
        for (Owner owner : owners) {
            Kept kept = Kept.of(config, owner.name());
            drop("drop_old_text", owner, kept.prompts());
            drop("drop_old_manifest", owner, kept.prompts());
            drop("drop_old_files", owner, kept.results());
            drop("drop_old_requests", owner, kept.requests());
            drop("drop_old_batches", owner, kept.requests());
            kept.uploads()
                    .ifPresent(time -> uploads.drop(owner.id(), clock.instant().minus(time)));
        }
        config.audit().ifPresent(this::dropAudit);
    }

    /** A name that is no tenant's is likely a misspelt one, of whom more is kept than was promised. */
    private void warnOfNobodys(List<Owner> owners) {
        config.tenants().keySet().stream()
                .filter(key -> owners.stream().noneMatch(owner -> Kept.names(key, owner.name())))
                .forEach(key -> LOG.warnf("reelay.keep.tenants.%s is of no tenant, and nothing goes by it", key));
    }

    private List<Owner> tenants() {
        return database.query(
                "select id, name from tenant order by id", row -> new Owner(row.getInt(1), row.getString(2)));
    }

    /** The objects leave as their rows do, so that a long sweep does not put them off. */
    private void drop(String function, Owner owner, Optional<Duration> kept) {
        if (kept.isEmpty()) {
            return;
        }
        long all = 0;
        int some;
        do {
            some = database.query(
                            "select " + function + "(?, ?, ?)",
                            row -> row.getInt(1),
                            owner.id(),
                            before(kept.get()),
                            MOST_AT_ONCE)
                    .getFirst();
            all += some;
            removeObjects();
        } while (some > 0);
        if (all > 0) {
            LOG.infof("%s: %d of tenant %s", function.replace('_', ' '), (Long) all, owner.name());
        }
    }

    private void dropAudit(Duration kept) {
        int some;
        do {
            some = database.query("select drop_old_audit(?, ?)", row -> row.getInt(1), before(kept), MOST_AT_ONCE)
                    .getFirst();
        } while (some > 0);
    }

    private void removeObjects() {
        int some;
        do {
            some = objects.removeSome(MOST_AT_ONCE);
        } while (some == MOST_AT_ONCE);
    }

    private OffsetDateTime before(Duration kept) {
        return clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
    }
}
