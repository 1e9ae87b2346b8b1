package dev.reelay.worker.run;

import dev.reelay.account.Accounts;
import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.worker.provider.Credential;
import dev.reelay.worker.provider.CreditListener;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps what each account has left, as its provider told it last. Answers come many a second and the account's row is what
 * claims wait for, so only the last word of some seconds is written.
 */
@ApplicationScoped
class KeepCredits implements CreditListener {
    private static final Logger LOG = Logger.getLogger(KeepCredits.class);

    private final Accounts accounts;
    private final Database database;
    private final Map<Integer, BigDecimal> told = new ConcurrentHashMap<>();

    KeepCredits(Accounts accounts, Database database) {
        this.accounts = accounts;
        this.database = database;
    }

    /** What was asked with a former key may be another account's. */
    @Override
    public void left(String provider, Credential key, BigDecimal credits) {
        accounts.of(provider).stream()
                .filter(account -> account.key().equals(key.value()))
                .forEach(account -> told.put(account.id(), credits));
    }

    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void keep() {
        told.forEach((account, credits) -> {
            try {
                database.update(
                        "update account set credits = ?, credits_at = clock_timestamp() where id = ?",
                        credits,
                        account);
                told.remove(account, credits);
            } catch (DatabaseUnavailable e) {
                LOG.debugf("what accounts have left is kept when the database answers: %s", e.getMessage());
            }
        });
    }
}
