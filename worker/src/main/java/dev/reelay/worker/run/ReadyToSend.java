package dev.reelay.worker.run;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Documents;
import dev.reelay.catalog.Offering;
import dev.reelay.database.Database;
import dev.reelay.database.Gather;
import dev.reelay.database.SqlArray;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last look at the database before money is spent, and the body that is sent. */
@ApplicationScoped
class ReadyToSend {
    private static final int MOST = 200;

    private final Database database;
    private final ObjectStore store;
    private final StoreRest storeRest;
    private final ObjectMapper json;
    private final Gather<Work, Optional<Ready>> checks = new Gather<>(MOST, this::checkAll);

    ReadyToSend(Database database, ObjectStore store, StoreRest storeRest, ObjectMapper json) {
        this.database = database;
        this.store = store;
        this.storeRest = storeRest;
        this.json = json;
    }

    /**
     * What the database says a moment before the call.
     *
     * @param sendWithin how long the bytes may still leave
     * @param superseded whether a provider has another attempt of the same request by now, or has ended it
     * @param input as it was asked for; null when it lies in the store, under {@code objectKey}
     * @param differences what the offering is given instead, as the caller allowed: a list of {@code {pointer, gets}}
     * @param beginWithin how long until the caller's deadline to begin, or to end; null where there is none
     */
    record Ready(
            Duration sendWithin,
            boolean cancelRequested,
            boolean superseded,
            boolean expired,
            @Nullable String input,
            @Nullable String objectKey,
            @Nullable String differences,
            @Nullable Duration beginWithin) {}

    /** Gives a call that takes longer than usual its time; whoever finds the attempt waits for so long. */
    void allow(Work work, Duration callTime) {
        database.update(
                """
                update attempt set answer_before = greatest(answer_before, send_before + make_interval(secs => ?::float8))
                where id = ? and epoch = ? and state = 'SUBMITTING'""",
                callTime.toMillis() / 1000.0,
                work.attemptId(),
                work.tenure().epoch());
    }

    /** Empty when the attempt is no longer ours to send. */
    Optional<Ready> check(Work work) {
        return checks.ask(work);
    }

    private List<Optional<Ready>> checkAll(List<Work> works) {
        Map<UUID, Ready> ready = new HashMap<>();
        database.query(
                """
                select a.id, extract(epoch from a.send_before - clock_timestamp()) as send_within,
                  g.cancel_requested_at is not null as cancelled,
                  g.ended_at is not null or exists (select 1 from attempt o where o.generation_id = a.generation_id and o.id <> a.id
                    and o.state in ('ACCEPTED', 'SUCCEEDED') and o.done_at is null) as superseded,
                  coalesce(least(g.start_by, g.finish_by) < clock_timestamp(), false) as expired, i.input, i.object_key,
                  extract(epoch from least(g.start_by, g.finish_by) - clock_timestamp()) as begin_within,
                  case when g.candidates is not null then differences_of(g.id, a.offering) end as differences
                from unnest(?::uuid[], ?::bigint[]) as asked (id, epoch)
                join attempt a on a.id = asked.id and a.epoch = asked.epoch and a.state = 'SUBMITTING'
                join generation g on g.id = a.generation_id
                join generation_input i on i.generation_id = a.generation_id
                join partition_epoch p on p.partition = a.partition and p.epoch = a.epoch""",
                row -> ready.put(row.getObject("id", UUID.class), ready(row)),
                SqlArray.of("uuid", works.stream().map(Work::attemptId).toList()),
                SqlArray.of(
                        "int8",
                        works.stream().map(work -> work.tenure().epoch()).toList()));
        return works.stream()
                .map(work -> Optional.ofNullable(ready.get(work.attemptId())))
                .toList();
    }

    /** What was sent for an attempt, made again; links are signed anew. */
    JsonNode sent(Work work, Offering offering) {
        return database.first(
                        """
                        select input, object_key, differences_of(generation_id, ?) as differences
                        from generation_input where generation_id = ?""",
                        row -> new Ready(
                                Duration.ZERO,
                                false,
                                false,
                                false,
                                row.getString("input"),
                                row.getString("object_key"),
                                row.getString("differences"),
                                null),
                        work.offering(),
                        work.generationId())
                .map(ready -> body(offering, ready))
                .orElseThrow(() -> new IllegalStateException("the input is gone"));
    }

    /** The provider's own input. Links into the owner's buckets are signed now, when they are about to be used. */
    JsonNode body(Offering offering, Ready ready) {
        JsonNode input = signed(
                changed(parse(ready), ready.differences()), offering.limits().longest());
        return Documents.tree(offering.mapping().evaluate(Documents.plain(input)));
    }

    private JsonNode parse(Ready ready) {
        try {
            if (ready.input() != null) {
                return json.readTree(ready.input());
            }
            String key = String.valueOf(ready.objectKey());
            return json.readTree(storeRest
                    .ask(() -> store.get(key))
                    .orElseThrow(() -> new IllegalStateException("the input " + key + " is gone")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an accepted input is not JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException("an accepted input could not be parsed", e);
        }
    }

    private JsonNode changed(JsonNode input, @Nullable String differences) {
        if (differences == null) {
            return input;
        }
        JsonNode changed = input.deepCopy();
        try {
            for (JsonNode difference : json.readTree(differences)) {
                JsonPointer place =
                        JsonPointer.compile(difference.path("pointer").asText());
                if (changed.at(place.head()) instanceof ObjectNode parent) {
                    parent.set(place.last().getMatchingProperty(), difference.path("gets"));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the row holds JSON that was not written here", e);
        }
        return changed;
    }

    private JsonNode signed(JsonNode input, Duration lifetime) {
        if (!(input instanceof ObjectNode fields)) {
            return input;
        }
        ObjectNode signed = fields.deepCopy();
        fields.properties().forEach(field -> {
            String text = field.getValue().isTextual() ? field.getValue().textValue() : "";
            if (text.startsWith("s3://")) {
                URI place = URI.create(text);
                String link = store.presignedGetFrom(
                                place.getHost(), place.getPath().substring(1), lifetime)
                        .url()
                        .toString();
                signed.set(field.getKey(), JsonNodeFactory.instance.textNode(link));
            }
        });
        return signed;
    }

    private static @Nullable Duration left(@Nullable BigDecimal seconds) {
        return seconds == null
                ? null
                : Duration.ofMillis(seconds.movePointRight(3).longValue());
    }

    private static Ready ready(ResultSet row) throws SQLException {
        return new Ready(
                Duration.ofMillis((long) (row.getDouble("send_within") * 1000)),
                row.getBoolean("cancelled"),
                row.getBoolean("superseded"),
                row.getBoolean("expired"),
                row.getString("input"),
                row.getString("object_key"),
                row.getString("differences"),
                left(row.getBigDecimal("begin_within")));
    }
}
