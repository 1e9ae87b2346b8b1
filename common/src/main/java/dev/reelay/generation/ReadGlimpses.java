package dev.reelay.generation;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads for a whole page of a list, in one query, what else its rows show. The reasons are those that
 * {@link ExplainWaiting} finds for one generation at a time.
 */
@ApplicationScoped
public class ReadGlimpses {
    private static final int LONGEST = 120;
    private static final String SQL = """
            select g.id, left(regexp_replace(left(i.input ->> 'prompt', 400), '\\s+', ' ', 'g'), ?) as prompt, m.charge,
              m.currency,
              case
                when g.ended_at is not null then null
                when g.state = 'STORING' then 'copying'
                when g.state = 'QUEUED' then case
                  when g.held_by is not null then 'budget'
                  when g.quarantine = 'held' then 'quarantine'
                  when not g.waiting then 'not_yet_received'
                  else coalesce(w.reason, 'submitting') end
                when a.state = 'SUCCEEDED' then 'copying'
                when a.state = 'UNKNOWN' then 'held'
                when a.state = 'ACCEPTED' and a.running_at is not null then 'rendering'
                when a.state = 'ACCEPTED' then 'provider_queue'
                else 'submitting' end as reason
            from generation g
              left join generation_input i on i.generation_id = g.id
              left join offering_wait w on g.waiting and w.offering_id = g.offering_id and w.pool_id = g.pool_id
              left join lateral (
                select state, running_at from attempt where generation_id = g.id and g.state = 'RUNNING'
                order by (verdict_at is null or state = 'SUCCEEDED') desc, number desc limit 1) a on true
              left join lateral (
                select case when count(distinct coalesce(currency, 'USD')) = 1 then sum(charge) end as charge,
                  min(coalesce(currency, 'USD')) as currency
                from attempt where generation_id = g.id and charge is not null) m on true
            where g.id = any (?)""";

    private final Database database;

    ReadGlimpses(Database database) {
        this.database = database;
    }

    private record Found(UUID id, Glimpse glimpse) {}

    /** Of these, by their ids; of one that was deleted meanwhile there is none. */
    public Map<UUID, Glimpse> of(List<Generation> generations) {
        if (generations.isEmpty()) {
            return Map.of();
        }
        List<UUID> ids = generations.stream().map(Generation::id).toList();
        return database.query(SQL, ReadGlimpses::found, LONGEST, SqlArray.of("uuid", ids)).stream()
                .collect(Collectors.toMap(Found::id, Found::glimpse));
    }

    private static Found found(ResultSet row) throws SQLException {
        String prompt = row.getString("prompt");
        return new Found(
                row.getObject("id", UUID.class),
                new Glimpse(
                        reason(row.getString("reason")),
                        prompt == null ? "" : prompt.strip(),
                        row.getBigDecimal("charge"),
                        row.getString("currency")));
    }

    private static Waiting.@Nullable Reason reason(@Nullable String word) {
        return word == null ? null : Waiting.Reason.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
