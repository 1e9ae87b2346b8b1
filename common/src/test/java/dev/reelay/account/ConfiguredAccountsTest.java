package dev.reelay.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.account.ProvidersConfig.AccountSettings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredAccountsTest {
    private static Map<String, AccountSettings> fal(Map<String, String> environment) {
        ProvidersConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ProvidersConfig.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(ProvidersConfig.class);
        return ConfiguredAccounts.of(config, "fal");
    }

    private static AccountSettings one(Map<String, AccountSettings> accounts, String name) {
        return Objects.requireNonNull(accounts.get(name));
    }

    @Test
    void whereNothingIsSaidThereIsOneWithTheDefaults() {
        Map<String, AccountSettings> accounts = fal(Map.of());

        assertThat(accounts).containsOnlyKeys("default");
        assertThat(one(accounts, "default").slots()).isEqualTo(10);
        assertThat(one(accounts, "default").weight()).isEqualTo(1);
        assertThat(one(accounts, "default").startEvery()).isEmpty();
    }

    @Test
    void theDefaultsAreTheSameWhereSomethingElseIsSaid() {
        AccountSettings said = one(fal(Map.of("REELAY_PROVIDERS_FAL_KEY", "k")), "default");
        AccountSettings unsaid = one(fal(Map.of()), "default");

        assertThat(said.slots()).isEqualTo(unsaid.slots());
        assertThat(said.weight()).isEqualTo(unsaid.weight());
        assertThat(said.startEvery()).isEqualTo(unsaid.startEvery());
    }

    @Test
    void theEnvironmentNamesFurtherAccounts() {
        Map<String, AccountSettings> accounts = fal(Map.of(
                "REELAY_PROVIDERS_FAL_SLOTS", "25",
                "REELAY_PROVIDERS_FAL_ACCOUNTS_SECOND_KEY", "another key",
                "REELAY_PROVIDERS_FAL_ACCOUNTS_SECOND_WEIGHT", "0.5",
                "REELAY_PROVIDERS_FAL_ACCOUNTS_SECOND_START_EVERY", "0.25s"));

        assertThat(accounts).containsOnlyKeys("default", "second");
        assertThat(one(accounts, "default").slots()).isEqualTo(25);
        assertThat(one(accounts, "second").slots()).isEqualTo(10);
        assertThat(one(accounts, "second").key()).contains("another key");
        assertThat(one(accounts, "second").weight()).isEqualTo(0.5);
        assertThat(one(accounts, "second").startEvery()).contains(Duration.ofMillis(250));
    }

    @ParameterizedTest
    @CsvSource({"SLOTS, 0, slots", "WEIGHT, 0, weight", "WEIGHT, -1, weight", "START_EVERY, 0s, start-every"})
    void limitsThatAreNoneAreNamed(String variable, String value, String setting) {
        AccountSettings wrong = one(fal(Map.of("REELAY_PROVIDERS_FAL_ACCOUNTS_SECOND_" + variable, value)), "second");

        assertThatThrownBy(() -> ConfiguredAccounts.check(ConfiguredAccounts.setting("fal", "second"), wrong))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("reelay.providers.fal.accounts.second." + setting + " must be");
    }
}
