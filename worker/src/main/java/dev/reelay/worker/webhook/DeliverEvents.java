package dev.reelay.worker.webhook;

import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.meter.Latency;
import dev.reelay.secret.Sealer;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Claims deliveries as there is room and makes a try of each, on a virtual thread of its own. What a worker leaves behind,
 * however it ends, is due again when its claims run out.
 */
@ApplicationScoped
public class DeliverEvents {
    private static final Logger LOG = Logger.getLogger(DeliverEvents.class);
    private static final int MOST_AT_ONCE = 200;

    /** In a crowd one claim for many is much cheaper than many. */
    private static final Duration BREATH = Duration.ofMillis(10);

    /** When something is due that has no room, and when nothing is known to be due: news can be lost. */
    private static final Duration SOON = Duration.ofMillis(250);

    private static final Duration WITHOUT_NEWS = Duration.ofSeconds(15);

    private final ClaimDue claims;
    private final PostEvent post;
    private final KeepTries keep;
    private final Sealer sealer;
    private final WebhookConfig config;
    private final Lanes lanes;
    private final Latency tries;
    private final Semaphore news = new Semaphore(0);
    private volatile boolean stopping;

    /** Whether something that is due had to wait for a try to end. */
    private volatile boolean behind;

    DeliverEvents(
            ClaimDue claims,
            PostEvent post,
            KeepTries keep,
            Sealer sealer,
            WebhookConfig config,
            MeterRegistry meters) {
        this.claims = claims;
        this.post = post;
        this.keep = keep;
        this.sealer = sealer;
        this.config = config;
        this.lanes = new Lanes(config.parallelPerEndpoint(), config.parallel());
        this.tries = new Latency(meters, "reelay.delivery", "tries to deliver an event to a webhook");
    }

    void started(@Observes @Priority(2600) StartupEvent event) {
        if (sealer.isReady()) {
            Thread.ofVirtual().name("deliver-events").start(this::untilStopped);
        } else {
            LOG.info("delivers to no webhooks: reelay.secrets.key is not set");
        }
    }

    /** Tries that are under way are waited for; what came of the others nobody knows, and they are made again. */
    void stopping(@Observes @Priority(50) ShutdownEvent event) throws InterruptedException {
        stopping = true;
        wake();
        long end = System.nanoTime() + config.drain().toNanos();
        while (lanes.underWay() > 0 && System.nanoTime() - end < 0) {
            Thread.sleep(BREATH);
        }
    }

    /** There may be something to deliver. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    private void untilStopped() {
        while (!stopping) {
            try {
                if (!claim()) {
                    await();
                }
                Thread.sleep(BREATH);
            } catch (DatabaseUnavailable e) {
                LOG.warnf("webhooks wait for the database: %s", e.getMessage());
                rest();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.error("a claim of deliveries ended by a fault of ours; claims go on", e);
                rest();
            }
        }
    }

    /** Answers whether there may be more at once. */
    private boolean claim() {
        int room = Math.min(MOST_AT_ONCE, config.parallel() - lanes.underWay());
        if (room <= 0) {
            behind = true;
            return false;
        }
        List<Due> claimed = claims.claim(room, lanes.rooms());
        claimed.forEach(due -> {
            lanes.begun(due);
            Thread.startVirtualThread(() -> deliver(due));
        });
        return claimed.size() == room;
    }

    private void deliver(Due due) {
        boolean well = false;
        try {
            Tried tried = post.post(due);
            tries.took(tried.latency(), "outcome", tried.outcome());
            keep.keep(due, tried);
            well = tried.delivered();
            LOG.debugf("tried, delivery=%s status=%s error=%s", due.id(), tried.status(), tried.error());
        } catch (DatabaseUnavailable e) {
            LOG.warnf("what came of a try is not kept, and it is made again: %s", e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "a try ended by a fault of ours and is made again, delivery=%s", due.id());
        } finally {
            lanes.ended(due, well);
            if (behind) {
                wake();
            }
        }
    }

    private void await() throws InterruptedException {
        Duration next = claims.next().orElse(WITHOUT_NEWS);
        behind = !next.isPositive();
        Duration wait = next.compareTo(SOON) < 0 ? SOON : next.compareTo(WITHOUT_NEWS) > 0 ? WITHOUT_NEWS : next;
        if (news.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }

    private void rest() {
        try {
            Thread.sleep(SOON.multipliedBy(4));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
