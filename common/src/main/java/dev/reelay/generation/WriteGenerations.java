package dev.reelay.generation;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.database.Database;
import dev.reelay.database.Gather;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Writes new generations, as many in one transaction as come at the same time. */
@ApplicationScoped
class WriteGenerations {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_AT_ONCE = 200;

    private final GenerationIds ids;
    private final Gather<ObjectNode, Boolean> writes;

    WriteGenerations(GenerationIds ids, Database database) {
        this.ids = ids;
        this.writes = new Gather<>(MOST_AT_ONCE, rows -> written(database, rows));
    }

    /** For the next one. */
    UUID newId() {
        return ids.next();
    }

    /** Returns when it is committed. */
    void write(ObjectNode row) {
        writes.ask(row);
    }

    private static List<Boolean> written(Database database, List<ObjectNode> rows) {
        database.query(
                "select accept_generations(?::jsonb)",
                row -> true,
                JSON.createArrayNode().addAll(rows).toString());
        return Collections.nCopies(rows.size(), true);
    }
}
