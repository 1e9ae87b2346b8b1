package dev.reelay.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The log of what people did; an act and its entry are in one transaction, so that there is none without the other. */
@ApplicationScoped
public class AuditLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;

    AuditLog(Database database) {
        this.database = database;
    }

    /** Which entries to read, newest first; null means any. */
    public record Filter(
            @Nullable Integer tenant,
            @Nullable Act act,
            @Nullable UUID keyId,
            @Nullable UUID olderThan) {}

    /**
     * Does something and keeps an entry of it.
     *
     * @param entry what to keep of what came of it; null when nothing was done after all
     */
    @Transactional
    public <T> T keeping(int tenant, UUID keyId, Supplier<T> doing, Function<T, @Nullable Entry> entry) {
        T done = doing.get();
        Entry kept = entry.apply(done);
        if (kept != null) {
            database.update(
                    "insert into audit (tenant_id, api_key_id, act, subject, details) values (?, ?, ?, ?, ?::jsonb)",
                    tenant,
                    keyId,
                    kept.act().word(),
                    kept.subject(),
                    kept.details().toString());
        }
        return done;
    }

    /** A page of the log. */
    public List<Kept> read(Filter filter, int limit) {
        return database.query(
                """
                select a.id, a.at, t.name as tenant, a.api_key_id, k.label, a.act, a.subject, a.details
                from audit a join tenant t on t.id = a.tenant_id join api_key k on k.id = a.api_key_id
                where (?::int is null or a.tenant_id = ?) and (?::text is null or a.act = ?)
                  and (?::uuid is null or a.api_key_id = ?) and (?::uuid is null or a.id < ?)
                order by a.id desc limit ?""",
                AuditLog::kept,
                filter.tenant(),
                filter.tenant(),
                filter.act() == null ? null : filter.act().word(),
                filter.act() == null ? null : filter.act().word(),
                filter.keyId(),
                filter.keyId(),
                filter.olderThan(),
                filter.olderThan(),
                limit);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getString("tenant"),
                row.getObject("api_key_id", UUID.class),
                row.getString("label"),
                Act.of(row.getString("act")).orElseThrow(),
                row.getString("subject"),
                parse(row.getString("details")));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database tells JSON that is none", e);
        }
    }
}
