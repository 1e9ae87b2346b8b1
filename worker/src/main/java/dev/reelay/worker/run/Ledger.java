package dev.reelay.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.error.ErrorClass;
import dev.reelay.error.Failure;
import dev.reelay.worker.provider.Bill;
import dev.reelay.worker.provider.RemoteRequest;
import dev.reelay.worker.storage.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the stage of an attempt, each by one statement with the attempt's own compare-and-set: state, history and event
 * change together or not at all. What a provider has answered is kept whoever owns the attempt by then.
 */
@ApplicationScoped
class Ledger {
    private static final List<String> BEFORE_ANSWER = List.of("SUBMITTING", "UNKNOWN");
    private static final List<String> BEFORE_VERDICT = List.of("SUBMITTING", "UNKNOWN", "ACCEPTED");
    private static final List<String> BEFORE_STORED = List.of("SUBMITTING", "UNKNOWN", "ACCEPTED", "SUCCEEDED");

    private final Database database;
    private final ObjectMapper json;
    private final Changes accepted;
    private final Changes rendered;
    private final Changes stored;

    Ledger(Database database, ObjectMapper json) {
        this.database = database;
        this.json = json;
        this.accepted =
                Changes.ofHealth(database, json, "id uuid, told jsonb", "accept_attempt(x.id, x.told, null)", "taken");
        this.rendered = Changes.ofHealth(
                database,
                json,
                "id uuid, told jsonb, outputs jsonb, cost numeric, units numeric",
                "keep_rendered(x.id, x.told, x.outputs, x.cost, x.units)",
                "rendered");
        this.stored = new Changes(
                database, json, "id uuid, artifacts jsonb", "store_artifacts(x.id, x.artifacts) is not null");
    }

    /** Answers false when the attempt had moved on already: whoever asks has lost the race and reads again. */
    boolean keep(Work work, Stage stage) {
        return switch (stage) {
            case Stage.Claimed claimed -> true;
            case Stage.InDoubt doubt -> true;
            case Stage.Doubtful doubt -> true;
            case Stage.Arriving arriving -> true;
            case Stage.Dropped dropped -> true;
            case Stage.AtProvider accepted -> accepted(work, accepted);
            case Stage.Rendered rendered -> rendered(work, rendered);
            case Stage.Delivered delivered ->
                rendered(
                        work,
                        new Stage.Rendered(delivered.remote(), delivered.acceptedAt(), List.of(), delivered.bill()));
            case Stage.Stored stored -> stored(work, stored);
            case Stage.Unknown unknown -> unknown(work, unknown.reason());
            case Stage.Forgotten forgotten -> forgotten(work);
            case Stage.NotSent notSent -> notSent(work, notSent);
            case Stage.Refused refused ->
                settle(work, BEFORE_ANSWER, "REFUSED", Consequence.ofRefusal(refused), refused.failure(), Bill.UNTOLD);
            case Stage.Failed failed ->
                settle(
                        work,
                        endedBy(failed.failure()),
                        "FAILED",
                        Consequence.ofFailure(failed.failure()),
                        failed.failure(),
                        failed.bill());
            case Stage.GivenUp givenUp -> givenUp(work, givenUp.failure());
            case Stage.Cancelled cancelled ->
                settle(work, BEFORE_VERDICT, "CANCELLED", "cancel", null, cancelled.bill());
        };
    }

    /** When a doubtful attempt may have been sent, by the database's clock, and where to; null where the row does not tell. */
    record Sent(Instant from, Instant to, Counterparts.@Nullable SoldAt sold) {}

    /** What became of what a search of the provider's history found; see the function of the same name. */
    enum Recovery {
        ACCEPTED,
        MOVED,
        NONE,
        SEVERAL,
        CONTESTED
    }

    /** No answer is expected on the wire any more. Empty when the attempt has moved, or is another's to settle. */
    Optional<Sent> doubted(Work work) {
        return database.first(
                """
                update attempt set doubted_at = coalesce(doubted_at, clock_timestamp())
                where id = ? and epoch = ? and partition = ? and state = 'SUBMITTING' and done_at is null
                returning created_at, send_before,
                  (select base_url from account_address where id = address_id) as base_url,
                  (select key_mark from account_address where id = address_id) as key_mark""",
                row -> new Sent(
                        row.getTimestamp("created_at").toInstant(),
                        row.getTimestamp("send_before").toInstant(),
                        Counterparts.SoldAt.of(row.getString("base_url"), row.getString("key_mark"))),
                work.attemptId(),
                work.tenure().epoch(),
                work.tenure().partition());
    }

    /** Takes the one of these that is nobody's, if it is one; {@code age} is how long ago they were asked for. */
    Recovery recover(Work work, List<RemoteRequest> found, Duration age) {
        return database.query(
                        "select recover_attempt(?, ?::jsonb, make_interval(secs => ?::float8))",
                        row -> Recovery.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        work.attemptId(),
                        json.valueToTree(found).toString(),
                        age.toMillis() / 1000.0)
                .getFirst();
    }

    private boolean accepted(Work work, Stage.AtProvider accepted) {
        return this.accepted.keep(change(work).set("told", json.valueToTree(accepted.remote())));
    }

    /** What is rendered is kept whatever id the provider gives it, even one that it gave to another before. */
    private boolean rendered(Work work, Stage.Rendered rendered) {
        ObjectNode change = change(work)
                .put("cost", rendered.bill().cost())
                .put("units", rendered.bill().units());
        change.set("told", json.valueToTree(rendered.remote()));
        change.set("outputs", json.valueToTree(rendered.outputs()));
        return this.rendered.keep(change);
    }

    private ObjectNode change(Work work) {
        return json.createObjectNode().put("id", work.attemptId().toString());
    }

    private boolean stored(Work work, Stage.Stored stored) {
        List<Map<String, Object>> artifacts = new ArrayList<>();
        for (StoredObject object : stored.objects()) {
            Map<String, Object> artifact = new LinkedHashMap<>();
            artifact.put("n", artifacts.size());
            artifact.put("bucket", object.bucket());
            artifact.put("object_key", object.key());
            artifact.put("bytes", object.bytes());
            artifact.put("sha256", object.sha256());
            artifact.put("media_type", object.mediaType());
            if (object.duration() != null) {
                artifact.put("duration_ms", object.duration().toMillis());
            }
            if (object.width() != null && object.height() != null) {
                artifact.put("width", object.width());
                artifact.put("height", object.height());
            }
            artifacts.add(artifact);
        }
        return this.stored.keep(change(work).set("artifacts", json.valueToTree(artifacts)));
    }

    private boolean notSent(Work work, Stage.NotSent notSent) {
        ErrorClass errorClass = notSent.next() == Stage.Next.EXPIRE ? ErrorClass.TIMEOUT : ErrorClass.UNAVAILABLE;
        return settle(
                work,
                BEFORE_ANSWER,
                "NOT_SENT",
                Consequence.of(notSent.next()),
                Failure.of(errorClass, notSent.reason()),
                Bill.UNTOLD);
    }

    private static List<String> endedBy(Failure failure) {
        return failure.errorClass() == ErrorClass.RESULT_LOST ? BEFORE_STORED : BEFORE_VERDICT;
    }

    private boolean givenUp(Work work, Failure failure) {
        return database.first(
                        """
                        with ours as materialized (
                          select id from attempt where id = ? and epoch = ? and partition = ? for update)
                        select settle_attempt(id, ?, 'FAILED', true, 'fail', ?, ?, ?) from ours""",
                        row -> row.getString(1) != null,
                        work.attemptId(),
                        work.tenure().epoch(),
                        work.tenure().partition(),
                        SqlArray.of("text", endedBy(failure)),
                        failure.errorClass().wire(),
                        failure.message(),
                        failure.providerCode())
                .orElse(false);
    }

    private boolean unknown(Work work, String reason) {
        return database.query("select call_unknown(?, ?)", row -> row.getBoolean(1), work.attemptId(), reason)
                .getFirst();
    }

    private boolean forgotten(Work work) {
        return database.update("""
                update attempt set verdict_at = clock_timestamp(), done_at = clock_timestamp()
                where id = ? and state = 'UNKNOWN' and done_at is null""", work.attemptId()) == 1;
    }

    private boolean settle(
            Work work, List<String> from, String state, String effect, @Nullable Failure failure, Bill bill) {
        return answered(
                "select settle_attempt(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                work.attemptId(),
                SqlArray.of("text", from),
                state,
                true,
                effect,
                failure == null ? null : failure.errorClass().wire(),
                failure == null ? null : failure.message(),
                failure == null ? null : failure.providerCode(),
                bill.cost(),
                bill.units());
    }

    private boolean answered(String sql, @Nullable Object... parameters) {
        return database.query(sql, row -> row.getString(1) != null, parameters).getFirst();
    }
}
