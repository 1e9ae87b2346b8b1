package dev.reelay.worker.membership;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The partitions that this worker holds now. */
@ApplicationScoped
public class Tenures {
    private final Database database;
    private final String owner;
    private final Map<Integer, Tenure> byPartition = new ConcurrentHashMap<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile int partitionsOfTopic;

    Tenures(Database database, MembershipConfig config) {
        this.database = database;
        this.owner = config.instanceId().orElseGet(() -> hostName() + "/" + UUID.randomUUID());
    }

    /** The tenure of a partition, if it is ours now. */
    public Optional<Tenure> of(int partition) {
        return Optional.ofNullable(byPartition.get(partition));
    }

    /** All that are held. */
    public Collection<Tenure> all() {
        return List.copyOf(byPartition.values());
    }

    /** One of them, in turn, so that claimed work spreads over partitions. */
    public Optional<Tenure> next() {
        List<Tenure> held = List.copyOf(byPartition.values());
        return held.isEmpty()
                ? Optional.empty()
                : Optional.of(held.get(Math.floorMod(turn.getAndIncrement(), held.size())));
    }

    /** How many partitions the workers' topic has, as this worker heard at its last assignment. */
    public OptionalInt partitionsOfTopic() {
        int known = partitionsOfTopic;
        return known > 0 ? OptionalInt.of(known) : OptionalInt.empty();
    }

    /** The topic has so many partitions now. */
    void partitionsOfTopic(int count) {
        partitionsOfTopic = count;
    }

    /** Raises the epochs in the database and begins the tenures; open attempts of the partitions are ours from then on. */
    List<Tenure> begin(Collection<Integer> partitions) {
        List<Tenure> begun = database.query(
                "select partition, epoch from raise_epochs(?, ?)",
                row -> new Tenure(row.getInt(1), row.getLong(2)),
                SqlArray.of("int4", partitions),
                owner);
        begun.forEach(tenure -> byPartition.put(tenure.partition(), tenure));
        return begun;
    }

    /** Ends those of these partitions that are held. */
    List<Tenure> end(Collection<Integer> partitions) {
        List<Tenure> ended = new ArrayList<>();
        for (int partition : partitions) {
            Tenure tenure = byPartition.remove(partition);
            if (tenure != null) {
                tenure.end();
                ended.add(tenure);
            }
        }
        return ended;
    }

    /** Ends those whose epoch in the database is another's by now; the group may not have told us. */
    public List<Tenure> endOvertaken() {
        List<Tenure> ended = new ArrayList<>();
        database.query(
                        "select partition, epoch from partition_epoch where partition = any (?)",
                        row -> new Tenure(row.getInt(1), row.getLong(2)),
                        SqlArray.of("int4", byPartition.keySet()))
                .forEach(now -> of(now.partition())
                        .filter(held -> held.epoch() < now.epoch())
                        .filter(held -> byPartition.remove(held.partition(), held))
                        .ifPresent(held -> {
                            held.end();
                            ended.add(held);
                        }));
        return ended;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "unknown-host";
        }
    }
}
