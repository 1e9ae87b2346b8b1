package dev.reelay.generation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.database.Database;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what was asked for, from the row or, where it is large, from the bucket. */
@ApplicationScoped
public class ReadInput {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Database database;
    private final ObjectStore store;

    ReadInput(Database database, ObjectStore store) {
        this.database = database;
        this.store = store;
    }

    private record Kept(@Nullable String inline, @Nullable String key) {
        static Kept of(ResultSet row) throws SQLException {
            return new Kept(row.getString(1), row.getString(2));
        }
    }

    /** The input of a generation that was found before; empty where the bucket has it no more. */
    public Optional<JsonNode> of(Generation generation) {
        return database.first(
                        "select input, object_key from generation_input where generation_id = ?",
                        Kept::of,
                        generation.id())
                .flatMap(this::bytes)
                .map(ReadInput::parsed);
    }

    private Optional<byte[]> bytes(Kept kept) {
        return kept.key() == null
                ? Optional.ofNullable(kept.inline()).map(text -> text.getBytes(StandardCharsets.UTF_8))
                : store.get(kept.key());
    }

    private static JsonNode parsed(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
