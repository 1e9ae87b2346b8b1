package dev.reelay.worker.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.EmbeddedKafka;
import dev.reelay.embedded.FreePorts;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds which partition, through joining, leaving, and a topic that grows or shrinks under its members. */
class MembershipIT {
    private static final String TOPIC = "reelay.work";

    @TempDir
    Path folder;

    private final List<Member> members = new ArrayList<>();
    private FreshDatabase fresh;
    private Rows rows;
    private EmbeddedKafka broker;

    @BeforeEach
    void start() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        List<Integer> ports = FreePorts.find(2);
        broker = EmbeddedKafka.start(folder, ports.get(0), ports.get(1));
        broker.createTopics(Map.of(TOPIC, 8));
    }

    @AfterEach
    void end() throws InterruptedException {
        for (Member member : members) {
            member.stop();
        }
        broker.close();
        fresh.close();
    }

    @Test
    void onlyWhatMovesGetsANewEpochAndALeaversPartitionsAreTakenAtOnce() throws Exception {
        Member first = joined();
        await(() -> assertThat(first.held()).hasSize(8));
        Member second = joined();
        await(() -> {
            assertThat(first.held()).hasSize(4);
            assertThat(second.held()).hasSize(4);
        });
        assertThat(first.held().values()).as("kept through the rebalance").containsOnly(1L);
        assertThat(second.held().values()).containsOnly(2L);

        second.standDown();
        assertThat(second.held()).as("gives up its work first").isEmpty();
        assertThat(first.held()).as("while it is still a member").hasSize(4);
        second.stop();

        await(() -> assertThat(first.held()).hasSize(8));
        assertThat(first.held().values().stream().sorted()).containsExactly(1L, 1L, 1L, 1L, 3L, 3L, 3L, 3L);
    }

    @Test
    void aTopicMayGrowUnderItsMembers() throws Exception {
        Member member = joined();
        await(() -> assertThat(member.held()).hasSize(8));

        try (Admin admin = admin()) {
            admin.createPartitions(Map.of(TOPIC, NewPartitions.increaseTo(16)))
                    .all()
                    .get();
        }

        await(() -> assertThat(member.held()).hasSize(16));
        assertThat(member.held().values()).as("nothing was taken over anew").containsOnly(1L);
    }

    @Test
    void aDatabaseThatForgotTheEpochsIsToldThemAgain() throws Exception {
        Member member = joined();
        await(() -> assertThat(member.held()).hasSize(8));
        fresh.database().update("update partition_epoch set epoch = 0 where partition < 3");
        fresh.database().update("delete from partition_epoch where partition = 7");

        assertThat(member.tenures.endOvertaken()).hasSize(4);

        await(() -> assertThat(member.held()).hasSize(8));
        assertThat(rows.count("select count(*) from partition_epoch where epoch = 1"))
                .isEqualTo(8);
    }

    @Test
    void aPartitionThatAnotherHasTakenIsNotTakenBack() throws Exception {
        Member member = joined();
        await(() -> assertThat(member.held()).hasSize(8));
        rows.assigned(3, "another");

        assertThat(member.tenures.endOvertaken()).extracting(Tenure::partition).containsExactly(3);

        Instant polled = member.membership.lastPoll();
        await(() -> assertThat(member.membership.lastPoll()).isAfter(polled.plusSeconds(1)));
        assertThat(member.held()).hasSize(7).doesNotContainKey(3);
    }

    @Test
    void aRecordThatIsReadAgainChangesNothing() throws Exception {
        int account = rows.account("fal", 8);
        List<UUID> ids = rows.accepted(rows.tenant("a", 1), account, 5);
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, 0, null, "no id at all")).get();
            for (UUID id : ids) {
                producer.send(new ProducerRecord<>(TOPIC, 0, null, id.toString()))
                        .get();
            }
            Member first = joined();
            await(() -> assertThat(waiting()).isEqualTo(5));
            String before = receptions();
            for (UUID id : ids) {
                producer.send(new ProducerRecord<>(TOPIC, 0, null, id.toString()))
                        .get();
            }
            List<UUID> last = rows.accepted(rows.tenant("b", 1), account, 1);
            producer.send(new ProducerRecord<>(TOPIC, 0, null, last.getFirst().toString()))
                    .get();

            await(() -> assertThat(waiting()).isEqualTo(6));
            assertThat(receptions()).startsWith(before);
            first.stop();
        }
    }

    private long waiting() {
        return rows.count("select count(*) from generation where waiting");
    }

    private String receptions() {
        return fresh.database()
                .query(
                        "select coalesce(string_agg(id || ' ' || received_at, ', ' order by id), '') from generation",
                        row -> row.getString(1))
                .getFirst();
    }

    @Test
    void attemptsOfPartitionsThatAreGoneFindNewHolders() throws Exception {
        Member member = joined();
        await(() -> assertThat(member.held()).hasSize(8));
        int account = rows.account("fal", 8);
        rows.waiting(rows.tenant("a", 1), account, 8);
        for (int partition = 0; partition < 8; partition++) {
            assertThat(rows.claim(account, 1, partition, 1)).hasSize(1);
        }

        try (Admin admin = admin()) {
            admin.deleteTopics(List.of(TOPIC)).all().get();
            recreate();
        }
        await(() -> {
            assertThat(member.held()).hasSize(4);
            assertThat(member.membership.partitionsOfTopic()).isEqualTo(4);
        });
        member.orphans.adopt();

        assertThat(fresh.database().query("""
                                select a.partition from attempt a
                                join partition_epoch p on p.partition = a.partition and p.epoch = a.epoch order by 1""", row -> row.getInt(1)))
                .as("each with the epoch of who holds it")
                .containsExactly(0, 0, 1, 1, 2, 2, 3, 3);
        assertThat(rows.count("select min(epoch) from partition_epoch where partition > 3"))
                .as("whoever still believes to hold a partition that is gone")
                .isGreaterThan(1);
        member.orphans.adopt();
        assertThat(rows.count("select count(*) from attempt where partition > 3"))
                .isZero();
    }

    /** The broker still forgets the old one for a moment. */
    private void recreate() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            broker.createTopics(Map.of(TOPIC, 4));
            try (Admin admin = admin()) {
                return partitions(admin) == 4;
            }
        });
    }

    private static int partitions(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(TOPIC))
                .allTopicNames()
                .get()
                .values()
                .iterator()
                .next()
                .partitions()
                .size();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    private Member joined() {
        Member member = new Member(fresh, broker.bootstrapServers());
        members.add(member);
        member.join();
        return member;
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }
}
