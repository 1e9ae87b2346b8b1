package dev.reelay.overview;

import dev.reelay.database.Database;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.spend.Spent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads an overview, in a few queries that each go by an index; with null as the tenant, of all tenants. */
@ApplicationScoped
public class ReadOverview {
    private static final int MINUTES = 60;
    private static final int MOST = 10_000;

    private final Database database;
    private final ReadGenerations generations;
    private final InstantSource clock;

    ReadOverview(Database database, ReadGenerations generations, InstantSource clock) {
        this.database = database;
        this.generations = generations;
        this.clock = clock;
    }

    /** As it is now. */
    public Overview read(@Nullable Integer tenant) {
        Instant now = clock.instant();
        return new Overview(
                now,
                throughput(tenant, now),
                waiting(tenant),
                oldest(tenant),
                failures(tenant, now),
                spent(tenant, now));
    }

    private List<Overview.Minute> throughput(@Nullable Integer tenant, Instant now) {
        Instant first = now.truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(MINUTES - 1));
        Map<Instant, Map<String, Long>> counted = new HashMap<>();
        database.query(
                "select minute, what, requests from overview_throughput(?, ?)",
                row -> counted.computeIfAbsent(row.getTimestamp(1).toInstant(), minute -> new HashMap<>())
                        .put(row.getString(2), row.getLong(3)),
                tenant,
                Timestamp.from(first));
        return Stream.iterate(first, minute -> minute.plus(1, ChronoUnit.MINUTES))
                .limit(MINUTES)
                .map(minute -> minute(minute, counted.getOrDefault(minute, Map.of())))
                .toList();
    }

    private static Overview.Minute minute(Instant begin, Map<String, Long> counted) {
        return new Overview.Minute(
                begin,
                counted.getOrDefault("ACCEPTED", 0L),
                counted.getOrDefault("COMPLETED", 0L),
                counted.getOrDefault("FAILED", 0L),
                counted.getOrDefault("CANCELLED", 0L));
    }

    private List<Overview.Reason> waiting(@Nullable Integer tenant) {
        return database
                .query(
                        "select reason, requests, more from overview_waiting(?, ?)",
                        row -> new Overview.Reason(row.getString(1), row.getLong(2), row.getBoolean(3)),
                        tenant,
                        MOST)
                .stream()
                .sorted(Comparator.comparingLong(Overview.Reason::requests)
                        .reversed()
                        .thenComparing(Overview.Reason::reason))
                .toList();
    }

    private Overview.@Nullable Oldest oldest(@Nullable Integer tenant) {
        return database.first(
                        "select id, tenant_id from overview_oldest(?)",
                        row -> generations.find(row.getInt(2), row.getObject(1, UUID.class)),
                        tenant)
                .flatMap(found -> found)
                .map(found ->
                        new Overview.Oldest(found, generations.waiting(found).orElse(null)))
                .orElse(null);
    }

    private List<Overview.Failed> failures(@Nullable Integer tenant, Instant now) {
        return database
                .query(
                        "select error_class, requests from overview_failures(?, ?)",
                        row -> new Overview.Failed(row.getString(1), row.getLong(2)),
                        tenant,
                        Timestamp.from(now.minus(Duration.ofDays(1))))
                .stream()
                .sorted(Comparator.comparingLong(Overview.Failed::requests)
                        .reversed()
                        .thenComparing(Overview.Failed::errorClass))
                .toList();
    }

    private List<Spent> spent(@Nullable Integer tenant, Instant now) {
        return database.query(
                "select * from overview_spend(?, ?)",
                ReadOverview::spent,
                tenant,
                Timestamp.from(now.truncatedTo(ChronoUnit.DAYS)));
    }

    private static Spent spent(ResultSet row) throws SQLException {
        return new Spent(
                row.getString("currency"),
                row.getLong("attempts"),
                row.getBigDecimal("charge"),
                row.getBigDecimal("at_risk"),
                row.getBigDecimal("held"),
                row.getLong("unpriced"));
    }
}
