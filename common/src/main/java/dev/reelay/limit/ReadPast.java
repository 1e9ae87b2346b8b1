package dev.reelay.limit;

import dev.reelay.database.Database;
import dev.reelay.limit.Past.Hour;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads how accounts did within a day, hour by hour, out of their attempts: by the order of their ids from the newest, and no
 * further than {@link #MOST}, so that a busy day costs no more than a quiet one.
 */
@ApplicationScoped
public class ReadPast {
    /** How many hours. */
    public static final int HOURS = 24;

    private static final int MOST = 20_000;

    /** What a request itself is to blame for says nothing of its provider. */
    private static final String SQL = """
            select c.provider, c.name, x.ago, x.well + x.failed as ended, x.failed, x.median from (
              select t.account_id, floor(extract(epoch from now() - t.created_at) / 3600)::int as ago,
                (count(*) filter (where t.state = 'SUCCEEDED'))::int as well,
                (count(*) filter (where t.state in ('FAILED', 'REFUSED', 'UNKNOWN')
                  and t.error_class is distinct from 'invalid_input' and t.error_class is distinct from 'moderated'))::int as failed,
                percentile_cont(0.5) within group (order by extract(epoch from t.verdict_at - t.created_at))
                  filter (where t.state = 'SUCCEEDED') as median
              from (
                select account_id, created_at, verdict_at, state, error_class from attempt
                where id >= uuid7_floor(now() - make_interval(hours => ? + 1)) order by id desc limit ?) t
              group by 1, 2) x
            join account c on c.id = x.account_id where x.ago >= 0 and x.ago < ? order by 1, 2, 3""";

    private final Database database;

    ReadPast(Database database) {
        this.database = database;
    }

    private record Account(String provider, String name) {}

    /** Of all accounts that had anything to do. */
    public List<Past> all() {
        Map<Account, List<Hour>> found = new LinkedHashMap<>();
        database.query(SQL, row -> add(row, found), HOURS, MOST, HOURS);
        return found.entrySet().stream()
                .map(entry -> new Past(entry.getKey().provider(), entry.getKey().name(), entry.getValue()))
                .toList();
    }

    private static boolean add(ResultSet row, Map<Account, List<Hour>> found) throws SQLException {
        List<Hour> hours = found.computeIfAbsent(
                new Account(row.getString("provider"), row.getString("name")),
                account -> new ArrayList<>(Collections.nCopies(HOURS, Hour.NONE)));
        Double median = row.getObject("median", Double.class);
        hours.set(
                HOURS - 1 - row.getInt("ago"),
                new Hour(
                        row.getInt("ended"),
                        row.getInt("failed"),
                        median == null ? null : Duration.ofMillis(Math.round(median * 1000))));
        return true;
    }
}
