package dev.reelay.worker.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.database.Database;
import dev.reelay.database.Gather;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One kind of change of attempts, kept for as many at once as ask at the same time. */
final class Changes {
    private static final int MOST = 200;

    private final Database database;
    private final ObjectMapper json;
    private final String sql;
    private final Gather<ObjectNode, Boolean> gathered = new Gather<>(MOST, this::keepAll);

    /**
     * @param columns of one change, with {@code id} for the attempt, such as {@code "id uuid, told jsonb"}
     * @param keep the SQL that keeps one change {@code x} and is true when it was not too late
     */
    Changes(Database database, ObjectMapper json, String columns, String keep) {
        this(database, json, columns, keep, "count(*)");
    }

    private Changes(Database database, ObjectMapper json, String columns, String keep, String learn) {
        this.database = database;
        this.json = json;
        this.sql = """
                with kept as materialized (
                    select x.n, x.id, %s as kept from jsonb_to_recordset(?::jsonb) as x (n int, %s) order by x.id),
                  learnt as materialized (select %s from kept where kept)
                select n, kept from kept, learnt""".formatted(keep, columns, learn);
    }

    /**
     * Changes that say something of accounts and offerings too, which is learnt when all are kept: their rows are locked
     * last.
     *
     * @param what attempts went well that are kept, as {@code learn_health} calls it
     */
    static Changes ofHealth(Database database, ObjectMapper json, String columns, String keep, String what) {
        return new Changes(database, json, columns, keep, "learn_health(array_agg(id), '" + what + "')");
    }

    /** Answers false when the attempt had moved on. */
    boolean keep(ObjectNode change) {
        return gathered.ask(change);
    }

    private List<Boolean> keepAll(List<ObjectNode> changes) {
        ArrayNode rows = json.createArrayNode();
        for (ObjectNode change : changes) {
            rows.add(change.put("n", rows.size()));
        }
        Boolean[] kept = new Boolean[changes.size()];
        database.query(sql, row -> Map.entry(row.getInt(1), row.getBoolean(2)), rows.toString())
                .forEach(answer -> kept[answer.getKey()] = answer.getValue());
        return Arrays.asList(kept);
    }
}
