package dev.reelay.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Migrations run while the older version works: none of them may make writers wait for the length of a table. */
class MigrationsTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    /** The last that did: it is older than this rule. */
    private static final int LAST_FREE = 71;

    private static final Pattern VERSION = Pattern.compile("V(\\d+)__.*\\.sql");
    private static final Pattern INDEX =
            Pattern.compile("create (unique )?index (concurrently )?(if not exists )?(\\w+ )?on (\\w+)");
    private static final Pattern CHECK = Pattern.compile(
            "alter table (\\w+)[^;]*(add (constraint \\w+ )?(check|foreign key)|references|set not null)[^;]*;");
    private static final Pattern RETYPED = Pattern.compile("alter table (\\w+)[^;]*\\btype\\b[^;]*;");

    @Test
    void nothingWaitsForTheLengthOfATable() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            for (Path file : files.filter(MigrationsTest::isBound).toList()) {
                String sql = Files.readString(file);
                assertThat(faults(sql)).as(file.getFileName().toString()).isEmpty();
                // PostgreSQL makes no index concurrently within a transaction.
                if (sql.contains("concurrently")) {
                    assertThat(Path.of(file + ".conf")).content().contains("executeInTransaction=false");
                }
            }
        }
    }

    private static boolean isBound(Path file) {
        Matcher name = VERSION.matcher(file.getFileName().toString());
        return name.matches() && Integer.parseInt(name.group(1)) > LAST_FREE;
    }

    private static List<String> faults(String sql) {
        String plain = sql.replaceAll("--.*", "").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        Stream<String> indexes = INDEX.matcher(plain)
                .results()
                .filter(found -> found.group(2) == null && !isNew(plain, found.group(5)))
                .map(found -> "without concurrently: " + found.group());
        Stream<String> checks = CHECK.matcher(plain)
                .results()
                .filter(found -> !found.group().contains("not valid") && !isNew(plain, found.group(1)))
                .map(found -> "without not valid: " + found.group());
        Stream<String> retyped = RETYPED.matcher(plain)
                .results()
                .filter(found -> !isNew(plain, found.group(1)))
                .map(found -> "writes the whole table anew: " + found.group());
        return Stream.of(indexes, checks, retyped).flatMap(s -> s).toList();
    }

    private static boolean isNew(String plain, String table) {
        return plain.contains("create table " + table + " ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "create index a on attempt (id);|1",
                "create unique index on attempt (id);|1",
                "create index concurrently a on attempt (id);|0",
                "create table t (a int); create index on t (a);|0",
                "alter table attempt add column a int not null default 1;|0",
                "alter table attempt alter column price set not null;|1",
                "alter table attempt add constraint c check (a > 1);|1",
                "alter table attempt add constraint c check (a > 1) not valid;|0",
                "alter table attempt add column b int references batch;|1",
                "alter table attempt alter column price type text;|1"
            })
    void theRuleSeesWhatItShould(String sql, int faults) {
        assertThat(faults(sql)).hasSize(faults);
    }
}
