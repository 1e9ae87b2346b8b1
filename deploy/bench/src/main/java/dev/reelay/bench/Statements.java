package dev.reelay.bench;

/** Asks PostgreSQL what its statements cost. */
final class Statements {
    private Statements() {}

    /** The most expensive ones: which level, calls and milliseconds for one generation, and the text. */
    static String sql(String most, int generations) {
        return """
                select format('%%s %%8s calls %%8s ms %%8s rows %%8s wal  %%s', case when toplevel then 'top' else ' in' end,
                  round(calls::numeric / %2$d, 3), round(total_exec_time::numeric / %2$d, 4), round(rows::numeric / %2$d, 2),
                  round(wal_bytes::numeric / %2$d), left(regexp_replace(query, '\\s+', ' ', 'g'), 150))
                from pg_stat_statements order by total_exec_time desc limit %1$s""".formatted(most, generations);
    }
}
