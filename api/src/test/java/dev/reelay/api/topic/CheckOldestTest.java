package dev.reelay.api.topic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.retention.KeepConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CheckOldestTest {
    private static void check(Map<String, String> settings) {
        CheckOldest.check(
                Duration.ofDays(7),
                new SmallRyeConfigBuilder()
                        .addDiscoveredConverters()
                        .withSources(new PropertiesConfigSource(settings, "test", 1))
                        .withMapping(KeepConfig.class)
                        .build()
                        .getConfigMapping(KeepConfig.class));
    }

    @Test
    void aRecordIsNoOlderThanWhatIsKept() {
        assertThatCode(() -> check(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> check(Map.of("reelay.keep.requests", "7d"))).doesNotThrowAnyException();
        for (String key : new String[] {"reelay.keep.requests", "reelay.keep.tenants.a.requests"}) {
            assertThatThrownBy(() -> check(Map.of(key, "6d"))).hasMessageContaining("reelay.topic.oldest is PT168H");
        }
    }
}
