package dev.reelay.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.database.Database;
import dev.reelay.generation.GenerationIds;
import dev.reelay.tenant.Requester;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The batches of tenants: looking at them, and steering those that run. */
@ApplicationScoped
public class Batches {
    private final Database database;
    private final GenerationIds ids;

    Batches(Database database, GenerationIds ids) {
        this.database = database;
        this.ids = ids;
    }

    /** What a caller may wish of a batch. */
    public enum Wish {
        PAUSE("RUNNING", BatchState.PAUSED, "batch.paused"),
        RESUME("PAUSED", BatchState.RUNNING, "batch.resumed"),
        CANCEL("RUNNING,PAUSED", BatchState.CANCELLING, "batch.cancel_requested");

        private final String from;
        private final BatchState to;
        private final String told;

        Wish(String from, BatchState to, String told) {
            this.from = from;
            this.to = to;
            this.told = told;
        }

        /** Whether a batch in this state is as wished, or on its way there. */
        public boolean isFulfilledBy(BatchState state) {
            return state == to || (this == CANCEL && (state == BatchState.CANCELLED || state == BatchState.FINISHING));
        }
    }

    /** A tenant's own batch. */
    public Optional<Batch> find(int tenant, UUID id) {
        return database.first(
                "select " + BatchRows.COLUMNS + " from batch b where b.id = ? and b.tenant_id = ?",
                BatchRows::batch,
                id,
                tenant);
    }

    /** Anybody's, which must be there. */
    public Batch byId(UUID id) {
        return database.query("select " + BatchRows.COLUMNS + " from batch b where b.id = ?", BatchRows::batch, id)
                .getFirst();
    }

    /** A tenant's batches, the newest first, from behind this one. */
    public List<Batch> list(int tenant, @Nullable UUID before, int limit) {
        return database.query(
                "select " + BatchRows.COLUMNS
                        + " from batch b where b.tenant_id = ? and (?::uuid is null or b.id < ?::uuid)"
                        + " order by b.id desc limit ?",
                BatchRows::batch,
                tenant,
                before,
                before,
                limit);
    }

    /** What its attempts have come to: a list of {@code {currency, spent, held, at_risk}}. */
    public JsonNode charges(UUID id) {
        return database.query("select batch_charges(?)", row -> BatchRows.parse(row.getString(1)), id)
                .getFirst();
    }

    /** Does it if it means something in the batch's state; answers the state now, empty when there is no such batch. */
    public Optional<BatchState> steer(int tenant, UUID id, Wish wish) {
        List<String> states = database.query(
                "select steer_batch(?, ?, string_to_array(?, ','), ?, ?)",
                row -> row.getString(1),
                tenant,
                id,
                wish.from,
                wish.to.name(),
                wish.told);
        return Optional.ofNullable(states.getFirst()).map(BatchState::valueOf);
    }

    /** Changes how many of its requests may be open at once; answers false when it has ended or is not the tenant's. */
    public boolean limit(int tenant, UUID id, int concurrency) {
        return database.update(
                        "update batch set concurrency = ?, updated_at = clock_timestamp()"
                                + " where id = ? and tenant_id = ? and ended_at is null",
                        concurrency,
                        id,
                        tenant)
                > 0;
    }

    /**
     * The batch that tries an ended one's lines without a result again.
     *
     * @param fresh whether it was made now
     */
    public record Retry(UUID id, boolean fresh) {}

    /** What its lines without an end wait for: a list of {@code {reason, lines}}. */
    public JsonNode waits(UUID id) {
        return database.query(
                        "select batch_waits(b) from batch b where b.id = ?",
                        row -> BatchRows.parse(row.getString(1)),
                        id)
                .getFirst();
    }

    /**
     * The batch of the lines that an ended one has no result of, the same each time; empty when there are none.
     *
     * @param atRisk the lines of which nobody knows whether they were bought; otherwise those that were not
     */
    public Optional<Retry> retry(Requester from, UUID ended, boolean atRisk) {
        return database.first(
                "select id, fresh from retry_batch(?, ?, ?, ?, ?)",
                row -> new Retry(row.getObject(1, UUID.class), row.getBoolean(2)),
                from.tenant().id(),
                from.keyId(),
                ended,
                ids.next(),
                atRisk);
    }
}
