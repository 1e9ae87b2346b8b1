package dev.reelay.worker.sweep;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.database.SqlArray;
import dev.reelay.storage.StorageException;
import dev.reelay.worker.storage.CopyConfig;
import dev.reelay.worker.storage.ObjectKey;
import dev.reelay.worker.storage.OpenUploads;
import dev.reelay.worker.storage.OpenUploads.Upload;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Aborts uploads whose worker ended before it could: their parts are paid for and seen by nobody. Only such as are older
 * than any copy can run, and whose key names an attempt of this installation: the bucket may hold others' too.
 */
@ApplicationScoped
class AbortUploads {
    private static final Logger LOG = Logger.getLogger(AbortUploads.class);
    /** Any number, the same in all versions: it names the work. */
    static final long LOCK = 0x75706c6f6164L;

    private final OpenUploads uploads;
    private final Database database;
    private final OneAtATime oneAtATime;
    private final SweepConfig config;
    private final Findings findings;
    private final InstantSource clock;

    AbortUploads(
            OpenUploads uploads,
            Database database,
            OneAtATime oneAtATime,
            SweepConfig config,
            Findings findings,
            InstantSource clock) {
        this.uploads = uploads;
        this.database = database;
        this.oneAtATime = oneAtATime;
        this.config = config;
        this.findings = findings;
        this.clock = clock;
    }

    static void started(@Observes StartupEvent event, SweepConfig config, CopyConfig copy) {
        check(config, copy.longest());
    }

    static void check(SweepConfig config, Duration longestCopy) {
        if (config.uploadsOlderThan().compareTo(longestCopy.multipliedBy(2)) <= 0) {
            throw new IllegalStateException("reelay.sweep.uploads-older-than is " + config.uploadsOlderThan()
                    + " and must be more than twice reelay.copy.longest, " + longestCopy
                    + ": uploads of copies under way would be aborted");
        }
    }

    @Scheduled(
            every = "{reelay.sweep.uploads:15m}",
            delayed = "1m",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void abort() {
        oneAtATime.run(LOCK, this::abortOrphans);
    }

    private void abortOrphans() {
        try {
            List<Upload> old = old();
            Set<UUID> ours = known(old);
            List<Upload> orphans = old.stream()
                    .filter(upload -> upload.key()
                            .map(ObjectKey::attempt)
                            .filter(ours::contains)
                            .isPresent())
                    .toList();
            orphans.forEach(uploads::abort);
            if (!orphans.isEmpty()) {
                findings.found("orphaned_upload", orphans.size());
                LOG.warnf(
                        "aborted %d uploads that nobody would have ended, keys=%s",
                        orphans.size(), orphans.stream().map(Upload::path).toList());
            }
        } catch (StorageException | DatabaseUnavailable e) {
            LOG.warnf("uploads that nobody ends are looked for later: %s", e.getMessage());
        }
    }

    /** A tenant's bucket that does not answer keeps those of the others waiting no longer. */
    private List<Upload> old() {
        Instant before = clock.instant().minus(config.uploadsOlderThan());
        List<Upload> old = new ArrayList<>(uploads.begunBefore(before));
        for (String bucket : database.query(
                "select distinct bucket from tenant_place where bucket is not null", row -> row.getString(1))) {
            try {
                old.addAll(uploads.begunBefore(bucket, before));
            } catch (StorageException e) {
                LOG.warnf("uploads in the bucket of a tenant are looked for later: %s", e.getMessage());
            }
        }
        return old;
    }

    private Set<UUID> known(List<Upload> old) {
        List<UUID> attempts = old.stream()
                .flatMap(upload -> upload.key().stream())
                .map(ObjectKey::attempt)
                .toList();
        return attempts.isEmpty()
                ? Set.of()
                : new HashSet<>(database.query(
                        "select id from attempt where id = any (?)",
                        row -> row.getObject(1, UUID.class),
                        SqlArray.of("uuid", attempts)));
    }
}
