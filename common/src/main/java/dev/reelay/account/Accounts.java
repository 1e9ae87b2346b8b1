package dev.reelay.account;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Provider;
import dev.reelay.database.Database;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that this process may use: those providers of the catalog that have a key. Written to the database at
 * start, so that all processes agree on their ids and slots.
 */
@ApplicationScoped
public class Accounts {
    private final Catalog catalog;
    private final ProvidersConfig settings;
    private final Config environment;
    private final Database database;
    private volatile Map<String, Account> byProvider = Map.of();

    Accounts(Catalog catalog, ProvidersConfig settings, Config environment, Database database) {
        this.catalog = catalog;
        this.settings = settings;
        this.environment = environment;
        this.database = database;
    }

    void started(@Observes @Priority(10) StartupEvent event) {
        Map<String, Account> found = new LinkedHashMap<>();
        for (Provider provider : catalog.providers()) {
            register(provider).ifPresent(account -> found.put(provider.name(), account));
        }
        byProvider = Map.copyOf(found);
    }

    /** The account of a provider, if it has one. */
    public Optional<Account> of(String provider) {
        return Optional.ofNullable(byProvider.get(provider));
    }

    /** All of them. */
    public Collection<Account> all() {
        return byProvider.values();
    }

    /**
     * Lets an account rest: no worker claims for it before then. Without a wait from the provider the rest doubles with
     * each in a row, from one second to five minutes; an accepted submit ends the row.
     */
    public void coolDown(int account, @Nullable Duration wait, String reason) {
        database.update("""
                update account set cooldowns = cooldowns + 1, cooldown_reason = ?,
                  cooldown_until = greatest(cooldown_until, clock_timestamp() + coalesce(
                    make_interval(secs => ?::float8), make_interval(secs => least(300, power(2, least(cooldowns, 10))))))
                where id = ?""", reason, wait == null ? null : wait.toMillis() / 1000.0, account);
    }

    private Optional<Account> register(Provider provider) {
        ProvidersConfig.@Nullable ProviderSettings own = settings.byName().get(provider.name());
        Optional<String> key = own == null ? Optional.empty() : own.key();
        key = key.or(() -> environment.getOptionalValue(provider.keyVariable(), String.class));
        if (key.isEmpty() || (own != null && !own.enabled())) {
            return Optional.empty();
        }
        List<String> former = own == null ? List.of() : own.formerKeys().orElse(List.of());
        int slots = own == null ? 10 : own.slots();
        int id = database.query("""
                insert into account (provider, name, slots) values (?, 'default', ?)
                on conflict (provider, name) do update set slots = excluded.slots
                returning id""", row -> row.getInt(1), provider.name(), slots)
                .getFirst();
        return Optional.of(new Account(id, provider.name(), key.get(), former, slots));
    }
}
