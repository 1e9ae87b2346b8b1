package dev.reelay.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgreSQLIT {
    @TempDir
    Path folder;

    private final int port = FreePorts.find(1).getFirst();

    @Test
    void rowsOutliveARestart() throws Exception {
        try (EmbeddedPostgreSQL server = EmbeddedPostgreSQL.start(folder, port)) {
            ask(server, "create table kept as select 7 as n");
        }
        try (EmbeddedPostgreSQL server = EmbeddedPostgreSQL.start(folder, port)) {
            assertThat(ask(server, "select n from kept")).isEqualTo("7");
        }
    }

    @Test
    void whatAKillLeftOfAnUnpackingIsUnpackedAnew() throws Exception {
        EmbeddedPostgreSQL.start(folder, port).close();
        try (Stream<Path> unpacked = Files.list(folder.resolve("bin"))) {
            Path programs = unpacked.findFirst().orElseThrow();
            Files.delete(programs.resolve(".exists"));
            Files.delete(programs.resolve("bin/postgres"));
        }

        try (EmbeddedPostgreSQL server = EmbeddedPostgreSQL.start(folder, port)) {
            assertThat(ask(server, "select 7")).isEqualTo("7");
        }
    }

    @Test
    void aCommittedRowIsOnDisk() throws Exception {
        try (EmbeddedPostgreSQL server = EmbeddedPostgreSQL.start(folder, port)) {
            assertThat(ask(server, "show fsync")).isEqualTo("on");
            assertThat(ask(server, "show synchronous_commit")).isEqualTo("on");
            assertThat(ask(server, "show listen_addresses")).isEqualTo("localhost");
        }
    }

    @Test
    void aServerThatRunsIsFoundByItsFolder() throws Exception {
        try (EmbeddedPostgreSQL survivor = EmbeddedPostgreSQL.start(folder, port)) {
            assertThat(survivor.jdbcUrl()).contains(":" + port + "/");
            assertThat(SurvivingServer.on(folder).orElseThrow().port()).isEqualTo(port);
        }
        assertThat(SurvivingServer.on(folder)).isEmpty();
    }

    private static String ask(EmbeddedPostgreSQL server, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl(), server.user(), "");
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }
}
