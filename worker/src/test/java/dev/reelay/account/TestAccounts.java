package dev.reelay.account;

import dev.reelay.catalog.Catalog;
import dev.reelay.database.Database;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Accounts of an installation of a test. */
public final class TestAccounts {
    private TestAccounts() {}

    /** It has no keys. */
    public static Accounts none(Catalog catalog, Database database) {
        return new Accounts(catalog, Map::of, () -> 5, ConfigProvider.getConfig(), database);
    }

    /** It has a key for one provider. */
    public static Accounts at(String provider, Catalog catalog, Database database) {
        String variable = catalog.provider(provider).orElseThrow().keyVariable();
        Accounts accounts = new Accounts(
                catalog,
                Map::of,
                () -> 5,
                new SmallRyeConfigBuilder().withDefaultValue(variable, "key").build(),
                database);
        accounts.started(new StartupEvent());
        return accounts;
    }
}
