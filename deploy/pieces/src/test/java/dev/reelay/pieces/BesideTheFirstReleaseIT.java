package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.EmbeddedPostgreSQL;
import dev.reelay.embedded.FreePorts;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What of the schema the first release's processes would miss beside this release's: three functions and four columns, for which
 * they are stopped before the migration, as the operator's guide says. Whatever else goes is seen here.
 */
class BesideTheFirstReleaseIT {
    private static final String OWNER = "postgres";

    /** A claim is of a pool and no more of an account, and what is owed is kept with an attempt. */
    private static final List<String> GONE = List.of(
            "attempt_owed(text, text) text",
            "claim(integer, integer, integer, bigint, interval, interval) TABLE(attempt_id uuid, generation_id uuid, tenant_id integer,"
                    + " number smallint, provider text, offering text, finish_by timestamp with time zone)",
            "open_lanes(integer[], integer[]) void");

    /** What waits for a pool, and how pools share, stood with accounts. */
    private static final List<String> COLUMNS_OF_ACCOUNTS = List.of(
            "account.vtime double precision",
            "generation.account_id integer",
            "lane.account_id integer",
            "lane.weight double precision");

    private static final String KEEP_FUNCTIONS = """
            create table old_function as
              select proname::text as name, proargtypes::regtype[]::text[] as types, pg_get_function_result(oid) as result
              from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f'""";

    private static final String KEEP_COLUMNS = """
            create table old_column as
              select c.table_name::text as of_table, c.column_name::text as name, c.data_type::text as type
              from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
              where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.table_name not similar to '%(_\\d{8}|schema_history)'""";

    /** The same types first, and defaults for all that came behind them; what is answered first is answered first still. */
    private static final String FUNCTIONS_GONE = """
            select o.name || '(' || array_to_string(o.types, ', ') || ') ' || o.result from old_function o
            where not exists (
              select from pg_proc p
              where p.pronamespace = 'public'::regnamespace and p.proname = o.name
                and cardinality(o.types) between p.pronargs - p.pronargdefaults and p.pronargs
                and array_to_string((p.proargtypes::regtype[]::text[])[0:cardinality(o.types) - 1], ', ')
                  = array_to_string(o.types, ', ')
                and starts_with(rtrim(pg_get_function_result(p.oid), ')'), rtrim(o.result, ')')))
            order by 1""";

    private static final String COLUMNS_GONE = """
            select o.of_table || '.' || o.name || ' ' || o.type from old_column o
            where not exists (select from information_schema.columns c where c.table_schema = 'public'
              and c.table_name = o.of_table and c.column_name = o.name and c.data_type = o.type)
            order by 1""";

    @TempDir
    Path folder;

    @Test
    void theFirstReleaseFindsAllButWhatIsSaid() throws Exception {
        try (EmbeddedPostgreSQL server =
                EmbeddedPostgreSQL.start(folder, FreePorts.find(1).getFirst())) {
            migrate(server.jdbcUrl(), "classpath:first-release");
            try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), OWNER, "");
                    Statement statement = connection.createStatement()) {
                statement.execute(KEEP_FUNCTIONS);
                statement.execute(KEEP_COLUMNS);
                migrate(server.jdbcUrl(), "classpath:db/migration");

                assertThat(lines(statement, "select name from old_function")).hasSizeGreaterThan(10);
                assertThat(lines(statement, FUNCTIONS_GONE)).isEqualTo(GONE);
                assertThat(lines(statement, COLUMNS_GONE)).isEqualTo(COLUMNS_OF_ACCOUNTS);
            }
        }
    }

    private static void migrate(String url, String place) {
        Flyway.configure()
                .dataSource(url, OWNER, "")
                .locations(place)
                // The first release's own files are not among this one's.
                .ignoreMigrationPatterns("*:missing")
                .load()
                .migrate();
    }

    private static List<String> lines(Statement statement, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }
}
