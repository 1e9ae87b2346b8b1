package dev.reelay.worker.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.worker.membership.Tenure;
import dev.reelay.worker.provider.Bill;
import dev.reelay.worker.provider.RemoteRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads attempts that have no end yet, each with the stage at which it is entered again. */
@ApplicationScoped
class OpenWork {
    private static final String COLUMNS = """
            select a.id, a.generation_id, a.tenant_id, a.number, a.account_id, a.provider, a.offering, a.state, a.partition,
              a.epoch, a.remote, a.accepted_at, a.called_back_at is not null as called_back, a.outputs, a.cost, a.error_message, g.finish_by,
              d.base_url, d.key_mark, g.cancel_requested_at is not null or g.state = 'CANCELLED' as cancel_requested,
              extract(epoch from a.answer_before - clock_timestamp()) as answer_within
            from attempt a join generation g on g.id = a.generation_id left join account_address d on d.id = a.address_id
            where a.done_at is null and\s""";

    private final Database database;
    private final Counterparts counterparts;
    private final ObjectMapper json;

    OpenWork(Database database, Counterparts counterparts, ObjectMapper json) {
        this.database = database;
        this.counterparts = counterparts;
        this.json = json;
    }

    /** An attempt and where to enter it. */
    record Entry(Work work, Stage.Open stage, boolean cancelRequested) {}

    /** These attempts, as far as they are open in these tenures; rows that another assignment has taken are left out. */
    List<Entry> of(Collection<Tenure> tenures, Collection<UUID> attempts) {
        if (attempts.isEmpty()) {
            return List.of();
        }
        Map<Integer, Tenure> byPartition =
                tenures.stream().collect(Collectors.toMap(Tenure::partition, Function.identity()));
        return database
                .query(
                        COLUMNS + "a.partition = any (?) and a.id = any (?)",
                        row -> entry(row, byPartition.get(row.getInt("partition"))),
                        SqlArray.of("int4", byPartition.keySet()),
                        SqlArray.of("uuid", attempts))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * What the run of an attempt must hear, if a notification of it was lost or came to nobody.
     *
     * @param cancelRequested its caller wants no more, and the provider was not told yet
     * @param calledBack the provider has told that there is an end to ask for
     */
    record News(boolean cancelRequested, boolean calledBack) {}

    /** The attempts open in these tenures, and what is new of them. */
    Map<UUID, News> openIn(Collection<Tenure> tenures) {
        return database
                .query(
                        """
                        select a.id, (g.cancel_requested_at is not null or g.state = 'CANCELLED') and a.cancel_sent_at is null,
                          a.state = 'ACCEPTED' and a.called_back_at is not null
                        from attempt a join generation g on g.id = a.generation_id
                        where a.partition = any (?) and a.done_at is null""",
                        row -> Map.entry(row.getObject(1, UUID.class), new News(row.getBoolean(2), row.getBoolean(3))),
                        SqlArray.of(
                                "int4", tenures.stream().map(Tenure::partition).toList()))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The stage in which an attempt stands now; dropped when it has ended or is another's. */
    Stage reread(Work work) {
        return database.first(COLUMNS + "a.id = ?", row -> entry(row, work.tenure()), work.attemptId())
                .flatMap(Function.identity())
                .<Stage>map(Entry::stage)
                .orElseGet(Stage.Dropped::new);
    }

    /**
     * Makes rows of our partitions ours whose claim committed under an older assignment; there are none unless a claim
     * and an assignment met.
     */
    int adopt(Collection<Tenure> tenures) {
        return database.update(
                """
                update attempt a set epoch = held.epoch
                from unnest(?::int[], ?::bigint[]) as held (partition, epoch)
                join partition_epoch now on now.partition = held.partition and now.epoch = held.epoch
                where a.partition = held.partition and a.epoch < held.epoch and a.done_at is null""",
                SqlArray.of("int4", tenures.stream().map(Tenure::partition).toList()),
                SqlArray.of("int8", tenures.stream().map(Tenure::epoch).toList()));
    }

    private Optional<Entry> entry(ResultSet row, @Nullable Tenure tenure) throws SQLException {
        if (tenure == null || row.getLong("epoch") != tenure.epoch() || row.getInt("partition") != tenure.partition()) {
            return Optional.empty();
        }
        return Optional.of(new Entry(work(row, tenure), stage(row), row.getBoolean("cancel_requested")));
    }

    private Stage.Open stage(ResultSet row) throws SQLException {
        String state = row.getString("state");
        return switch (state) {
            case "SUBMITTING" -> new Stage.InDoubt(seconds(row.getDouble("answer_within")));
            case "ACCEPTED" ->
                counterparts.blocks(row.getString("provider"))
                        ? new Stage.Arriving(
                                remote(row), instant(row, "accepted_at"), seconds(row.getDouble("answer_within")))
                        : new Stage.AtProvider(remote(row), instant(row, "accepted_at"), row.getBoolean("called_back"));
            case "SUCCEEDED" ->
                new Stage.Rendered(
                        remote(row),
                        instant(row, "accepted_at"),
                        parse(row.getString("outputs"), new TypeReference<List<String>>() {}),
                        new Bill(row.getBigDecimal("cost"), null));
            case "UNKNOWN" ->
                new Stage.Unknown(
                        String.valueOf(row.getString("error_message")),
                        seconds(row.getDouble("answer_within")
                                + counterparts
                                        .longestRender(row.getString("offering"))
                                        .toSeconds()));
            default -> throw new IllegalStateException("attempt " + row.getString("id") + " is open in state " + state);
        };
    }

    private static Work work(ResultSet row, Tenure tenure) throws SQLException {
        return new Work(
                row.getObject("id", UUID.class),
                row.getObject("generation_id", UUID.class),
                row.getInt("tenant_id"),
                row.getInt("number"),
                row.getInt("account_id"),
                row.getString("provider").intern(),
                row.getString("offering").intern(),
                nullableInstant(row, "finish_by"),
                tenure);
    }

    /** A person or a callback that tells that the provider has it tells no more than its id; the claim tells the rest. */
    private RemoteRequest remote(ResultSet row) throws SQLException {
        JsonNode kept = parse(row.getString("remote"), new TypeReference<JsonNode>() {});
        return kept.has("origin")
                ? json.convertValue(kept, RemoteRequest.class)
                : counterparts.known(
                        row.getString("provider"),
                        row.getString("offering"),
                        kept.path("id").asText(),
                        Counterparts.SoldAt.of(row.getString("base_url"), row.getString("key_mark")));
    }

    private <T> T parse(String text, TypeReference<T> type) {
        try {
            return json.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ledger holds JSON that it did not write", e);
        }
    }

    private static Duration seconds(double seconds) {
        return Duration.ofMillis(Math.max(0, Math.round(seconds * 1000)));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        Instant value = nullableInstant(row, column);
        return value == null ? Instant.EPOCH : value;
    }

    private static @Nullable Instant nullableInstant(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.toInstant();
    }
}
