package dev.reelay.worker.claim;

import dev.reelay.account.Account;
import dev.reelay.account.Accounts;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.membership.Tenures;
import dev.reelay.worker.run.RunConfig;
import dev.reelay.worker.run.Runs;
import dev.reelay.worker.run.SlotListener;
import dev.reelay.worker.run.StoreRest;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Gives this worker's room to waiting rows: one virtual thread a pool of accounts, woken by news (rows received, a slot freed).
 * Another worker's news may concern us too, so one look a second at all accounts stands behind that.
 */
@ApplicationScoped
class Dispatcher implements SlotListener {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int MOST_AT_ONCE = 100;

    /** In a crowd one claim for many rows is much cheaper than many; alone, nobody notices. */
    private static final Duration BREATH = Duration.ofMillis(10);

    /** A claim that is not asked for by anybody, in case a sign was missed: a rest that ended, a lane that was marked late. */
    private static final Duration WITHOUT_NEWS = Duration.ofSeconds(30);

    private static final Duration LAST_CLAIM = Duration.ofSeconds(2);

    private final Accounts accounts;
    private final ClaimRows claimRows;
    private final Tenures tenures;
    private final Runs runs;
    private final RunConfig config;
    private final StoreRest storeRest;
    private final Map<Integer, Semaphore> news = new ConcurrentHashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);

    Dispatcher(
            Accounts accounts, ClaimRows claimRows, Tenures tenures, Runs runs, RunConfig config, StoreRest storeRest) {
        this.accounts = accounts;
        this.claimRows = claimRows;
        this.tenures = tenures;
        this.runs = runs;
        this.config = config;
        this.storeRest = storeRest;
    }

    void started(@Observes @Priority(2500) StartupEvent event) {
        accounts.byPool().forEach((pool, own) -> {
            news.put(pool, new Semaphore(0));
            String provider = own.getFirst().provider();
            threads.add(Thread.ofVirtual().name("dispatcher-" + provider).start(() -> untilStopped(pool, own)));
        });
        threads.add(Thread.ofVirtual().name("backlog").start(this::watchUntilStopped));
    }

    /** What is being claimed at this moment is still handed over: it must be put back in line, not be left in doubt. */
    void stopping(@Observes @Priority(1) ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        news.values().forEach(Semaphore::release);
        long end = System.nanoTime() + LAST_CLAIM.toNanos();
        for (Thread thread : threads) {
            thread.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    @Override
    public void freed(int account) {
        accounts.find(account).ifPresent(known -> wake(known.pool()));
    }

    @Override
    public void roomAgain() {
        news.keySet().forEach(this::wake);
    }

    /** There may be something to claim for this pool. */
    void wake(int pool) {
        Semaphore waiting = news.get(pool);
        if (waiting != null && waiting.availablePermits() == 0) {
            waiting.release();
        }
    }

    private void untilStopped(int pool, List<Account> own) {
        String provider = own.getFirst().provider();
        Duration quiet = Duration.ZERO;
        while (!isStopping()) {
            try {
                awaitNews(pool, quiet);
                quiet = WITHOUT_NEWS;
                while (!isStopping() && claim(pool, own)) {
                    // The claim was full: there may be more.
                }
                Thread.sleep(BREATH);
                quiet = claimRows.nextStart(pool).orElse(WITHOUT_NEWS);
            } catch (DatabaseUnavailable e) {
                LOG.warnf("no claims while the database is away, provider=%s: %s", provider, e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "a claim ended by a fault of ours; claims go on, provider=%s", provider);
            }
        }
    }

    private void watchUntilStopped() {
        while (!isStopping()) {
            try {
                if (!stopping.await(config.claimEvery().toMillis(), TimeUnit.MILLISECONDS)) {
                    claimRows.claimable().forEach(this::wake);
                }
            } catch (DatabaseUnavailable e) {
                LOG.debugf("the backlog is looked at when the database answers: %s", e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.error("the backlog could not be looked at; tries again", e);
            }
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void awaitNews(int pool, Duration atMost) throws InterruptedException {
        Semaphore waiting = news.computeIfAbsent(pool, id -> new Semaphore(0));
        if (waiting.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            waiting.drainPermits();
        }
    }

    /** Answers whether there may be more to claim at once. */
    private boolean claim(int pool, List<Account> own) {
        int most = Math.min(MOST_AT_ONCE, runs.room());
        Optional<Tenure> tenure = tenures.next();
        if (most == 0 || tenure.isEmpty() || storeRest.isOn()) {
            return false;
        }
        int claimed = runs.claim(() -> claimRows.claim(pool, own, most, tenure.get()));
        LOG.debugf("claimed %d, provider=%s", (Integer) claimed, own.getFirst().provider());
        return claimed == most;
    }
}
