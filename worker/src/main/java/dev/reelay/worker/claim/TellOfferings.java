package dev.reelay.worker.claim;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Offering;
import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.database.SqlArray;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Says again and again which offerings this worker has in its catalog. What waits for one that no worker has goes on
 * elsewhere, or is told so.
 */
@ApplicationScoped
class TellOfferings {
    private static final Logger LOG = Logger.getLogger(TellOfferings.class);

    private final Database database;
    private final List<String> offerings;

    TellOfferings(Database database, Catalog catalog) {
        this.database = database;
        this.offerings = catalog.providers().stream()
                .flatMap(provider -> catalog.offeringsOf(provider.name()).stream())
                .map(Offering::id)
                .toList();
    }

    /** After the offerings were registered, and before anything is claimed or moved. */
    void started(@Observes @Priority(20) StartupEvent event) {
        tell();
    }

    @Scheduled(every = "1m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void tellAgain() {
        try {
            tell();
        } catch (DatabaseUnavailable e) {
            LOG.debugf("which offerings are known here is told when the database answers: %s", e.getMessage());
        }
    }

    private void tell() {
        database.update("""
                update offering set known_at = clock_timestamp() where id in (
                  select id from offering where name = any (?) and known_at < clock_timestamp() - interval '30 s'
                  order by id for no key update skip locked)""", SqlArray.of("text", offerings));
    }
}
