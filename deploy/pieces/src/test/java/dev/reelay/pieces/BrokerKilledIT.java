package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.api.broker.MakeTopics;
import dev.reelay.processes.Brokers;
import dev.reelay.processes.Piece;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three brokers with the times of Kafka's own, of which one dies under load: that which coordinates the readers of requests, and
 * leads a third of all partitions. {@code -Dreelay.measure=true} kills the controller and a third one too, each after the one
 * before has come back.
 */
@EnabledIfSystemProperty(
        named = "reelay.measure",
        matches = "true",
        disabledReason = "long; run with -Dreelay.measure=true")
class BrokerKilledIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final int PER_SECOND = LONG ? 40 : 15;
    private static final int BEFORE = LONG ? 20 : 6;
    private static final int AFTER = LONG ? 40 : 20;
    private static final int BACK_WITHIN = 15;
    /** So many seconds together are looked at, since one alone depends on what else the machine does. */
    private static final int WINDOW = 4;

    private static final Set<String> ENDS = Set.of(
            "dev.reelay.generation.completed.v1",
            "dev.reelay.generation.failed.v1",
            "dev.reelay.generation.cancelled.v1");

    @TempDir
    Path folder;

    @Test
    void nothingIsLostAndRequestsAreSoonAcceptedAsBefore() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms")
                .with(Setting.RESULT_SIZE, "16KiB");
        try (Pieces pieces = Pieces.start(folder, simulated, 300)) {
            pieces.broker().stop();
            Brokers brokers = pieces.started(Brokers.start(folder.resolve("brokers"), 3));
            pieces.set("kafka.bootstrap.servers", brokers.bootstrapServers());
            assertThat(MakeTopics.run(Map.of("kafka.bootstrap.servers", brokers.bootstrapServers())))
                    .allMatch(line -> line.contains(" is made"));
            Piece api = pieces.api();
            pieces.namedWorker("worker-1");
            Requests requests = new Requests(api.uri());

            try (SteadyLoad load = SteadyLoad.start(requests, brokers.bootstrapServers(), PER_SECOND)) {
                for (int round = 0; round < (LONG ? 3 : 1); round++) {
                    await(load, BEFORE);
                    Instant killed = kill(brokers, round);
                    await(load, AFTER);
                    isBack(pieces, "http", killed);
                    isBack(pieces, "kafka", killed);
                    if (LONG) {
                        dead(brokers).start();
                    }
                }
                assertThat(load.finish()).as("answers by HTTP").containsOnly(202);
                everyRequestHasOneEnd(pieces, 2 * load.sent());
            }
        }
    }

    private static void everyRequestHasOneEnd(Pieces pieces, int requests) {
        Ledger ledger = new Ledger(pieces);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> ledger.count("generation", "state = 'COMPLETED'") == requests);
        ledger.balances(requests);
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> ends(pieces).size() == requests);
    }

    /** The number of each request's last event; a relay that lost its broker may repeat one, and the number tells. */
    private static Map<String, Integer> ends(Pieces pieces) {
        Map<String, Integer> ends = new TreeMap<>();
        for (ConsumerRecord<String, String> event : Events.all(pieces)) {
            if (ENDS.contains(Events.type(event))) {
                int number = Events.number(event);
                Integer other = ends.putIfAbsent(event.key(), number);
                assertThat(other).as("another end of %s", event.key()).isIn(null, number);
            }
        }
        return ends;
    }

    private static Instant kill(Brokers brokers, int round) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers.bootstrapServers()))) {
            int coordinator = admin.describeConsumerGroups(Set.of("reelay-requests"))
                    .all()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .coordinator()
                    .id();
            int controller = admin.describeMetadataQuorum().quorumInfo().get().leaderId();
            int third = Set.of(1, 2, 3).stream()
                    .filter(node -> node != coordinator && node != controller)
                    .findFirst()
                    .orElseThrow();
            brokers.broker(List.of(coordinator, controller, third).get(round)).kill();
        }
        return Instant.now();
    }

    private static Piece dead(Brokers brokers) {
        return List.of(1, 2, 3).stream()
                .map(brokers::broker)
                .filter(broker -> !broker.isAlive())
                .findFirst()
                .orElseThrow();
    }

    /** From some second on, no later than said, as many are accepted as are sent. */
    private static void isBack(Pieces pieces, String door, Instant killed) {
        List<Integer> accepted = new Ledger(pieces)
                .rows("""
                select (select count(*) from generation
                        where metadata ->> 'door' = '%s'
                          and accepted_at >= timestamptz '%s' + make_interval(secs => second)
                          and accepted_at < timestamptz '%s' + make_interval(secs => second + 1))
                from generate_series(0, %d) second order by second""".formatted(door, killed, killed, AFTER - 2)).stream()
                        .map(Integer::valueOf)
                        .toList();
        int back = accepted.size() - WINDOW + 1;
        while (back > 0 && isAsBefore(accepted.subList(back - 1, back - 1 + WINDOW))) {
            back--;
        }
        System.out.printf("accepted by %s in each second after the kill: %s%n", door, accepted);
        assertThat(back).as("seconds until %s was back, %s", door, accepted).isLessThanOrEqualTo(BACK_WITHIN);
    }

    private static boolean isAsBefore(List<Integer> accepted) {
        return accepted.stream().mapToInt(Integer::intValue).sum() >= PER_SECOND * WINDOW * 4 / 5;
    }

    private static void await(SteadyLoad load, int seconds) {
        int until = load.sent() + seconds * PER_SECOND;
        Awaitility.await()
                .atMost(Duration.ofSeconds(seconds + 30L))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> load.sent() >= until);
    }
}
