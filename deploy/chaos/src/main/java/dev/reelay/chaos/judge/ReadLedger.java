package dev.reelay.chaos.judge;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that Reelay keeps, on one connection. */
final class ReadLedger implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private final Catalog catalog;

    private ReadLedger(Connection connection, Catalog catalog) {
        this.connection = connection;
        this.catalog = catalog;
    }

    static ReadLedger open(Scene scene) throws SQLException {
        return new ReadLedger(
                DriverManager.getConnection(scene.at().jdbc()), CatalogLoader.load(scene.definitions(), Map.of()));
    }

    List<Facts.Generation> generations() throws SQLException, IOException {
        return rows(
                """
                select g.id, i.input ->> 'prompt' as prompt, g.state, g.on_unknown, g.ended_at is not null as ended
                from generation g join generation_input i on i.generation_id = g.id""",
                row -> new Facts.Generation(
                        row.getObject("id", UUID.class),
                        row.getString("prompt"),
                        row.getString("state"),
                        row.getString("on_unknown"),
                        row.getBoolean("ended")));
    }

    List<Facts.Attempt> attempts() throws SQLException, IOException {
        return rows(
                """
                select a.id, a.generation_id, a.number, a.state, a.error_class, a.remote ->> 'id' as job, a.cost, a.offering,
                  i.input, exists (select from event e where e.subject_id = a.generation_id
                    and e.type = 'attempt.unknown' and e.data ->> 'attempt_id' = a.id::text) as doubted,
                  a.verdict_at is null as holds, a.done_at is null as open
                from attempt a join generation_input i using (generation_id)""",
                row -> new Facts.Attempt(
                        row.getObject("id", UUID.class),
                        row.getObject("generation_id", UUID.class),
                        row.getInt("number"),
                        row.getString("state"),
                        row.getString("error_class"),
                        row.getString("job"),
                        price(row),
                        row.getBoolean("doubted"),
                        row.getBoolean("holds"),
                        row.getBoolean("open")));
    }

    List<Facts.Stored> stored(ReadBucket bucket) throws SQLException, IOException {
        return rows(
                "select attempt_id, object_key, encode(sha256, 'hex') as sha256 from artifact",
                row -> new Facts.Stored(
                        row.getObject("attempt_id", UUID.class),
                        row.getString("object_key"),
                        row.getString("sha256"),
                        bucket.sha256(row.getString("object_key"))));
    }

    long waiting() throws SQLException, IOException {
        return rows("select count(*) from generation where waiting", row -> row.getLong(1))
                .getFirst();
    }

    /** What the provider told, or what the offering costs by its definition. */
    private @Nullable BigDecimal price(ResultSet row) throws SQLException, IOException {
        BigDecimal told = row.getBigDecimal("cost");
        if (told != null) {
            return told;
        }
        var input = JSON.readTree(row.getString("input"));
        return catalog.offering(row.getString("offering"))
                .flatMap(offering -> offering.price().of(input))
                .orElse(null);
    }

    @FunctionalInterface
    private interface Read<T> {
        T from(ResultSet row) throws SQLException, IOException;
    }

    private <T> List<T> rows(String sql, Read<T> read) throws SQLException, IOException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet row = statement.executeQuery()) {
            List<T> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(read.from(row));
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
