package dev.reelay.account;

import dev.reelay.setting.YesOrNo;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** What the operator says of each provider, by its name. */
@ConfigMapping(prefix = "reelay.providers")
public interface ProvidersConfig {
    /** By the provider's name, as in its definition file. */
    @WithParentName
    Map<String, ProviderSettings> byName();

    /** One account: a credential and what may be done with it. */
    interface AccountSettings {
        /** The credential; when absent, the environment variable that the provider's definition names. */
        Optional<String> key();

        /**
         * Credentials that it had before, separated by commas. What was bought with one of them is asked for with it.
         * Needed when the key is changed together with the base URL, and for a change to another account of the provider.
         */
        Optional<List<String>> formerKeys();

        /** What the provider signs its callbacks with, where it gives each account a secret for that. */
        Optional<String> webhookSecret();

        /** How many attempts may be in flight at once, over all workers. */
        @WithDefault("10")
        @PositiveOrZero
        int slots();

        /** Its share of the provider's starts, beside the other accounts there; as long as it has room. */
        @WithDefault("1")
        @Positive
        double weight();

        /** The least time between two starts, over all workers. */
        Optional<@DurationMin Duration> startEvery();
    }

    /** One provider's settings, those of its account {@code default} among them. */
    interface ProviderSettings extends AccountSettings {
        /** Further accounts, by names of the operator's choice. */
        Map<String, AccountSettings> accounts();

        /** Instead of the definition's base URL: a proxy, or the simulator. */
        Optional<URI> baseUrl();

        /** Whether to use it at all. */
        @WithDefault("true")
        @WithConverter(YesOrNo.class)
        boolean enabled();
    }
}
