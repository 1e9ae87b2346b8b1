package dev.reelay.bench;

import dev.reelay.bench.load.Caller;
import dev.reelay.bench.proof.Rows;
import dev.reelay.processes.Addresses;
import java.io.IOException;
import java.sql.SQLException;
import java.util.UUID;

/**
 * Many waiting rows without as many posts: one request goes the usual way, and its row and input are then multiplied in
 * the database, received already, each with a prompt of its own. Their first event is left away.
 */
final class Backlog {
    private Backlog() {}

    static void load(Caller caller, Addresses at, int count) throws SQLException, IOException, InterruptedException {
        UUID model = caller.submit("the model of the backlog");
        try (Rows rows = Rows.of(at.jdbc())) {
            rows.run("""
                    create temporary table made as select uuidv7() as id, n from generate_series(1, %2$d) n;
                    insert into generation (id, tenant_id, model, offering, provider, offering_id, pool_id, state, waiting, eff_at,
                        received_at, sent_at, sends, events)
                      select m.id, g.tenant_id, g.model, g.offering, g.provider, g.offering_id, g.pool_id, 'QUEUED', true,
                        clock_timestamp(), clock_timestamp(), clock_timestamp(), 1, 1
                      from made m, generation g where g.id = '%1$s';
                    insert into generation_input (generation_id, input)
                      select m.id, jsonb_set(i.input, '{prompt}', to_jsonb('backlog ' || m.n))
                      from made m, generation_input i where i.generation_id = '%1$s';
                    select open_lanes(array_agg(pool_id), array_agg(tenant_id), array_agg(offering_id)) from generation where id = '%1$s';
                    drop table made;
                    analyze generation; analyze generation_input""".formatted(model, count));
        }
    }
}
