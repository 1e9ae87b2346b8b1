package dev.reelay.account;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.reelay.account.ProvidersConfig.AccountSettings;
import dev.reelay.account.ProvidersConfig.ProviderSettings;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Provider;
import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.secret.KeyMark;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that this process may use: those of the catalog's providers that have a key. Written to the database at
 * start, with the catalog's offerings, so that all processes agree on their ids and limits.
 */
@ApplicationScoped
public class Accounts {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalog catalog;
    private final ProvidersConfig settings;
    private final BreakerConfig breaker;
    private final Config environment;
    private final Database database;
    private volatile Map<Integer, Account> byId = Map.of();

    Accounts(Catalog catalog, ProvidersConfig settings, BreakerConfig breaker, Config environment, Database database) {
        this.catalog = catalog;
        this.settings = settings;
        this.breaker = breaker;
        this.environment = environment;
        this.database = database;
    }

    void started(@Observes @Priority(10) StartupEvent event) {
        Map<Integer, Account> found = new LinkedHashMap<>();
        for (Provider provider : catalog.providers()) {
            register(provider).forEach(account -> found.put(account.id(), account));
        }
        byId = Map.copyOf(found);
    }

    /** The accounts at a provider, ordered by id; none when it has no key here. */
    public List<Account> of(String provider) {
        return byId.values().stream()
                .filter(account -> account.provider().equals(provider))
                .sorted(Comparator.comparingInt(Account::id))
                .toList();
    }

    /** The account with this id, if its key is known here. */
    public Optional<Account> find(int id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All of them, by the pool that they belong to. */
    public Map<Integer, List<Account>> byPool() {
        return byId.values().stream()
                .sorted(Comparator.comparingInt(Account::id))
                .collect(Collectors.groupingBy(Account::pool));
    }

    /**
     * Lets an account rest: no worker claims for it before then. Without a wait from the provider the rest doubles with
     * each in a row, from one second to five minutes; an accepted submit ends the row. What was under way together when it
     * began to rest is one refusal of the row, not many.
     */
    public void coolDown(int account, @Nullable Duration wait, String reason) {
        database.update("""
                update account a set cooldown_reason = ?,
                  cooldowns = cooldowns + case when rests.already then 0 else 1 end,
                  cooldown_until = greatest(cooldown_until, clock_timestamp() + make_interval(secs => coalesce(?::float8,
                    least(300, power(2, least(case when rests.already then greatest(cooldowns - 1, 0) else cooldowns end, 10))))))
                from (select id, coalesce(cooldown_until > clock_timestamp(), false) as already from account
                  where id = ? for no key update) rests
                where a.id = rests.id""", reason, wait == null ? null : wait.toMillis() / 1000.0, account);
    }

    private List<Account> register(Provider provider) {
        Map<String, AccountSettings> configured = configured(provider);
        ArrayNode wanted = JSON.createArrayNode();
        configured.forEach((name, settings) -> wanted.addObject()
                .put("name", name)
                .put("slots", settings.slots())
                .put("weight", settings.weight())
                .put("start_every", settings.startEvery().map(Accounts::seconds).orElse(null))
                .put("base_url", provider.baseUrl().toString())
                .put("key_mark", KeyMark.of(key(provider, name, settings).orElseThrow())));
        List<String> offerings =
                catalog.offeringsOf(provider.name()).stream().map(Offering::id).toList();
        return database.query(
                "select account_id, pool_id, name, address_id from register_provider(?, ?::jsonb, ?, ?)",
                row -> {
                    AccountSettings settings = Objects.requireNonNull(configured.get(row.getString("name")));
                    return new Account(
                            row.getInt("account_id"),
                            row.getInt("pool_id"),
                            provider.name(),
                            row.getString("name"),
                            key(provider, row.getString("name"), settings).orElseThrow(),
                            settings.formerKeys().orElse(List.of()),
                            row.getInt("address_id"));
                },
                provider.name(),
                wanted.toString(),
                SqlArray.of("text", offerings),
                breaker.after());
    }

    /** The settings of those accounts that have a key, by name; none where the provider is not to be used. */
    private Map<String, AccountSettings> configured(Provider provider) {
        Map<String, AccountSettings> all = new TreeMap<>();
        ProviderSettings own = settings.byName().get(provider.name());
        if (own == null || own.enabled()) {
            all.putAll(ConfiguredAccounts.of(settings, provider.name()));
        }
        all.forEach((name, account) ->
                ConfiguredAccounts.check(ConfiguredAccounts.setting(provider.name(), name), account));
        all.entrySet()
                .removeIf(account ->
                        key(provider, account.getKey(), account.getValue()).isEmpty());
        return all;
    }

    private Optional<String> key(Provider provider, String name, AccountSettings account) {
        Optional<String> inEnvironment = name.equals(ConfiguredAccounts.DEFAULT)
                ? environment.getOptionalValue(provider.keyVariable(), String.class)
                : Optional.empty();
        return account.key().or(() -> inEnvironment);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
