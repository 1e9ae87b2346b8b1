package dev.reelay.account;

import dev.reelay.catalog.Catalog;
import dev.reelay.database.Database;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** Accounts of an installation that has no keys. */
public final class TestAccounts {
    private TestAccounts() {}

    public static Accounts none(Catalog catalog, Database database) {
        return new Accounts(catalog, Map::of, ConfigProvider.getConfig(), database);
    }
}
