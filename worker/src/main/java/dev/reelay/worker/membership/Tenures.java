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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The partitions that this worker holds now. */
@ApplicationScoped
public class Tenures {
    private final Database database;
    private final String owner;
    private final Map<Integer, Tenure> byPartition = new ConcurrentHashMap<>();
    private final Set<Integer> forgotten = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();

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

    /**
     * Ends those whose epoch in the database is another's by now; the group may not have told us. Where the database has
     * forgotten ours, as after it was restored from a backup, they are to be begun anew.
     */
    public List<Tenure> endOvertaken() {
        Map<Integer, Long> now = database
                .query(
                        "select partition, epoch from partition_epoch where partition = any (?)",
                        row -> Map.entry(row.getInt(1), row.getLong(2)),
                        SqlArray.of("int4", byPartition.keySet()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Tenure> ended = new ArrayList<>();
        for (Tenure held : all()) {
            long epoch = now.getOrDefault(held.partition(), 0L);
            if (epoch != held.epoch() && byPartition.remove(held.partition(), held)) {
                held.end();
                ended.add(held);
                if (epoch < held.epoch()) {
                    forgotten.add(held.partition());
                }
            }
        }
        return ended;
    }

    /** The partitions whose tenures the database had forgotten since the last call. */
    Set<Integer> takeForgotten() {
        Set<Integer> taken = Set.copyOf(forgotten);
        forgotten.removeAll(taken);
        return taken;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (java.net.UnknownHostException e) {
            return "unknown-host";
        }
    }
}
