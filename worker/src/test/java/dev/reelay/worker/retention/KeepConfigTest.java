package dev.reelay.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.retention.KeepConfig;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepConfigTest {
    private static KeepConfig config(ConfigSource source) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(source)
                .withMapping(KeepConfig.class)
                .build()
                .getConfigMapping(KeepConfig.class);
    }

    private static KeepConfig config(String key, String value) {
        return config(new PropertiesConfigSource(Map.of(key, value), "test", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prompts", "results", "requests", "uploads", "audit", "tenants.a.prompts", "tenants.a.uploads"})
    void aTimeIsAboveZero(String key) {
        for (String time : new String[] {"0s", "-PT24H"}) {
            KeepConfig wrong = config("reelay.keep." + key, time);

            assertThatThrownBy(() -> CheckKeep.check(wrong, 30)).hasMessageStartingWith("reelay.keep." + key + " is ");
        }
        assertThatCode(() -> CheckKeep.check(config("reelay.keep." + key, "1s"), 30))
                .doesNotThrowAnyException();
    }

    @Test
    void deliveriesAreKeptNoLongerThanEvents() {
        assertThatThrownBy(() -> CheckKeep.check(config("reelay.keep.delivery-days", "31"), 30))
                .hasMessageContaining("reelay.keep.delivery-days is 31");
        assertThatThrownBy(() -> CheckKeep.check(config("reelay.keep.every", "5m"), 0))
                .hasMessageStartingWith("reelay.events.keep-days is 0");
    }

    @ParameterizedTest
    @CsvSource({
        "acme, REELAY_KEEP_TENANTS_ACME_PROMPTS",
        "my-team, REELAY_KEEP_TENANTS__MY_TEAM__PROMPTS",
        "my.team, REELAY_KEEP_TENANTS__MY_TEAM__PROMPTS",
        "My_Team, REELAY_KEEP_TENANTS__MY_TEAM__PROMPTS"
    })
    void anyTenantCanBeNamedInTheEnvironment(String tenant, String variable) {
        KeepConfig config = config(new EnvConfigSource(Map.of(variable, "3d"), 300));

        assertThat(Kept.of(config, tenant).prompts()).contains(Duration.ofDays(3));
        assertThat(Kept.of(config, "another").prompts()).isEmpty();
    }
}
