package dev.reelay.worker.membership;

import dev.reelay.database.Database;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Tenures without a group. */
public final class TestTenures {
    private TestTenures() {}

    public static Tenure of(int partition, long epoch) {
        return new Tenure(partition, epoch);
    }

    /** Those of a worker that was assigned these partitions. */
    public static Tenures holding(Database database, Integer... partitions) {
        Tenures tenures = new Tenures(database, new Settings());
        tenures.begin(Arrays.asList(partitions));
        return tenures;
    }

    private record Settings() implements MembershipConfig {
        @Override
        public Optional<String> instanceId() {
            return Optional.of("test");
        }

        @Override
        public String topic() {
            return "reelay.work";
        }

        @Override
        public String group() {
            return "reelay-workers";
        }

        @Override
        public Duration session() {
            return Duration.ofSeconds(10);
        }

        @Override
        public Duration headStart() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration adoptEvery() {
            return Duration.ofSeconds(10);
        }
    }
}
