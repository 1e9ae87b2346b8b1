package dev.reelay.account;

import dev.reelay.account.ProvidersConfig.AccountSettings;
import dev.reelay.account.ProvidersConfig.ProviderSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the operator says of the accounts at a provider, by their names; the provider's own settings are those of one of them. */
public final class ConfiguredAccounts {
    static final String DEFAULT = "default";

    private ConfiguredAccounts() {}

    /** All of them, with the one that there is where nothing was said. */
    public static Map<String, AccountSettings> of(ProvidersConfig config, String provider) {
        ProviderSettings own = config.byName().get(provider);
        Map<String, AccountSettings> all = new TreeMap<>();
        if (own != null) {
            all.putAll(own.accounts());
        }
        all.put(DEFAULT, own == null ? new Unsaid() : own);
        return all;
    }

    /** Where the settings of an account stand, for whoever must mend them. */
    public static String setting(String provider, String account) {
        return "reelay.providers." + provider + (account.equals(DEFAULT) ? "" : ".accounts." + account);
    }

    /** Ends the start when limits are none. */
    static void check(String setting, AccountSettings account) {
        if (account.slots() < 1) {
            throw new IllegalStateException(setting + ".slots must be at least 1; pause the account to stop it");
        }
        if (!(account.weight() > 0) || Double.isInfinite(account.weight())) {
            throw new IllegalStateException(setting + ".weight must be above 0; pause the account to stop it");
        }
        if (account.startEvery().filter(pace -> pace.toMillis() < 1).isPresent()) {
            throw new IllegalStateException(setting + ".start-every must be at least 1 ms; leave it out for no pace");
        }
    }

    /** What holds where the operator says nothing: as the defaults of {@link AccountSettings}. */
    private record Unsaid() implements AccountSettings {
        @Override
        public Optional<String> key() {
            return Optional.empty();
        }

        @Override
        public Optional<List<String>> formerKeys() {
            return Optional.empty();
        }

        @Override
        public Optional<String> webhookSecret() {
            return Optional.empty();
        }

        @Override
        public int slots() {
            return 10;
        }

        @Override
        public double weight() {
            return 1;
        }

        @Override
        public Optional<Duration> startEvery() {
            return Optional.empty();
        }
    }
}
