package dev.reelay.worker.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConsumerOfWorkTest {
    @Test
    void theBrokerIsReachedAsTheEnvironmentSays() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(MembershipConfig.class)
                .withSources(new EnvConfigSource(
                        Map.of(
                                "KAFKA_BOOTSTRAP_SERVERS", "kafka:9093",
                                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                                "KAFKA_SASL_JAAS_CONFIG", "login;",
                                "KAFKA_HEAP_OPTS", "-Xmx1g"),
                        300))
                .build();

        assertThat(new ConsumerOfWork(config.getConfigMapping(MembershipConfig.class), config).connection())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "sasl.jaas.config", "login;"));
    }
}
