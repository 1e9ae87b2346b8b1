package dev.reelay.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.event.EventsConfig;
import dev.reelay.retention.CheckKeep;
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

    private static final Duration OLDEST = Duration.ofDays(7);

    private static EventsConfig events(String days) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(Map.of("reelay.events.keep-days", days), "test", 1))
                .withMapping(EventsConfig.class)
                .build()
                .getConfigMapping(EventsConfig.class);
    }

    private static void check(KeepConfig keep) {
        CheckKeep.check(keep, events("30"), OLDEST);
    }

    @Test
    void aRecordIsNoOlderThanWhatIsKept() {
        for (String key : new String[] {"reelay.keep.requests", "reelay.keep.tenants.a.requests"}) {
            assertThatThrownBy(() -> check(config(key, "6d"))).hasMessageContaining("reelay.topic.oldest is PT168H");
            assertThatCode(() -> check(config(key, "7d"))).doesNotThrowAnyException();
        }
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

            assertThatThrownBy(() -> check(wrong)).hasMessageStartingWith("reelay.keep." + key + " is ");
        }
        assertThatCode(() -> check(config("reelay.keep." + key, "7d"))).doesNotThrowAnyException();
    }

    @Test
    void deliveriesAreKeptNoLongerThanEvents() {
        assertThatThrownBy(() -> check(config("reelay.keep.delivery-days", "31")))
                .hasMessageContaining("reelay.keep.delivery-days is 31");
        assertThatThrownBy(() -> CheckKeep.check(config("reelay.keep.every", "5m"), events("0"), OLDEST))
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
