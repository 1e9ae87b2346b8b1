package dev.reelay.worker.membership;

import dev.reelay.worker.testing.FreshDatabase;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/** One worker's membership and nothing else of it. */
final class Member {
    final Tenures tenures;
    final Membership membership;
    final Orphans orphans;
    private boolean stopped;

    Member(FreshDatabase fresh, String broker) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(MembershipConfig.class)
                .withDefaultValue("kafka.bootstrap.servers", broker)
                .withDefaultValue("kafka.metadata.max.age.ms", "1000")
                .build();
        MembershipConfig own = config.getConfigMapping(MembershipConfig.class);
        ConsumerOfWork consumers = new ConsumerOfWork(own, config);
        tenures = new Tenures(fresh.database(), own);
        membership = new Membership(
                own, consumers, new ReceiveBatch(fresh.database(), own), tenures, new Silent(), InstantSource.system());
        orphans = new Orphans(fresh.database(), membership, tenures, consumers, own);
    }

    void join() {
        membership.started(new StartupEvent());
    }

    Map<Integer, Long> held() {
        return tenures.all().stream().collect(Collectors.toMap(Tenure::partition, Tenure::epoch));
    }

    void standDown() {
        membership.standDown(new ShutdownEvent());
    }

    void stop() throws InterruptedException {
        if (!stopped) {
            stopped = true;
            standDown();
            membership.leave(new ShutdownEvent());
        }
    }

    private static final class Silent implements TenureListener {
        @Override
        public void begun(Collection<Tenure> tenures) {}

        @Override
        public void ended(Collection<Tenure> tenures) {}

        @Override
        public void received(Collection<Integer> accounts) {}
    }
}
