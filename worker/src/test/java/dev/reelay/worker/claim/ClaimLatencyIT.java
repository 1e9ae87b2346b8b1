package dev.reelay.worker.claim;

import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures one claim while a million rows of a thousand tenants wait for twelve offerings; prints the median, the 99th percentile and the
 * worst of 500 claims of one row and of five. Run on demand, with {@code -Dreelay.measure=true}: figures of a shared machine
 * decide nothing.
 */
@EnabledIfSystemProperty(named = "reelay.measure", matches = "true")
class ClaimLatencyIT {
    @Test
    void claimsAmongAMillionWaitingRows() throws Exception {
        try (FreshDatabase fresh = FreshDatabase.create()) {
            Rows rows = new Rows(fresh.database());
            int account = rows.account("fal", 100_000);
            for (int model = 0; model < 12; model++) {
                rows.offering("fal", "model-" + model);
            }
            fresh.database().update("insert into tenant (name) select 'tenant-' || n from generate_series(1, 1000) n");
            fresh.database().update("""
                    insert into generation (id, tenant_id, model, offering, provider, offering_id, pool_id, events, waiting, eff_at,
                      received_at, metadata)
                    select uuidv7(), 1 + n % 1000, 'luma/ray-2/image-to-video', o.name, 'fal', o.id, o.pool_id, 1, true, now(),
                      now(), jsonb_build_object('note', repeat('x', 150))
                    from generate_series(1, 1000000) n join offering o on o.name = 'fal:model-' || (n % 1000 + n / 1000 % 2) % 12""");
            fresh.database().update("""
                    insert into lane (pool_id, tenant_id, offering_id)
                    select distinct pool_id, tenant_id, offering_id from generation""");
            fresh.database().query("select 1 from make_event_partitions(2)", row -> row.getInt(1));
            fresh.database().update("analyze");
            long epoch = rows.assigned(0, "worker");
            for (int most : new int[] {1, 5}) {
                long[] nanos = new long[500];
                for (int i = -50; i < nanos.length; i++) {
                    long begin = System.nanoTime();
                    if (rows.claim(account, most, 0, epoch).size() != most) {
                        throw new IllegalStateException("a claim came back short");
                    }
                    nanos[Math.max(i, 0)] = System.nanoTime() - begin;
                }
                Arrays.sort(nanos);
                System.out.printf(
                        "claim of %d with 1,000,000 waiting: median %.2f ms, p99 %.2f ms, worst %.2f ms%n",
                        most, nanos[250] / 1e6, nanos[495] / 1e6, nanos[499] / 1e6);
            }
        }
    }
}
