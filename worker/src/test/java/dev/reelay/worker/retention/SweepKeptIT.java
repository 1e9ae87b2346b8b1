package dev.reelay.worker.retention;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import dev.reelay.retention.DoomedObjects;
import dev.reelay.retention.KeepConfig;
import dev.reelay.storage.ObjectStore;
import dev.reelay.worker.sweep.OneAtATime;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was kept long enough goes, all of it and nothing else, whatever breaks in between. */
class SweepKeptIT {
    private static final String LEDGER = """
            select string_agg(x::text, ' ' order by x::text) from (
              select tenant_id, offering, charge_kind, sum(n), sum(charge), sum(at_risk) from (
                select tenant_id, offering, charge_kind, 1 as n, coalesce(charge, 0) as charge, coalesce(at_risk, 0) as at_risk
                  from attempt where charge_kind is not null
                union all
                select tenant_id, offering, charge_kind, attempts, charge, at_risk from spent_before) a
              group by 1, 2, 3) x""";

    @TempDir
    Path folder;

    private FreshDatabase fresh;
    private Database database;
    private Rows rows;
    private Bucket bucket;
    private Leftovers leftovers;
    private int account;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        database = fresh.database();
        rows = new Rows(database);
        bucket = new Bucket(folder);
        account = rows.account("fal", 100);
        leftovers = new Leftovers(database, bucket, account);
    }

    @AfterEach
    void close() throws Exception {
        bucket.close();
        fresh.close();
    }

    /** Ten days on. */
    private void sweep(Map<String, String> settings) {
        KeepConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(settings, "test", 1))
                .withMapping(KeepConfig.class)
                .build()
                .getConfigMapping(KeepConfig.class);
        ObjectStore store = bucket.store();
        new SweepKept(
                        database,
                        new DoomedObjects(database, store),
                        new DropOldUploads(database, store),
                        new OneAtATime(database),
                        config,
                        () -> Instant.now().plus(Duration.ofDays(10)))
                .sweep();
    }

    private List<String> named() {
        return database.query("""
                select object_key from artifact union select object_key from generation_input where object_key is not null
                union select object_key from doomed_object""", row -> row.getString(1));
    }

    private String of(int tenant) {
        return rows.text("""
                select string_agg(x, ',' order by x) from (
                  select g::text from generation g where tenant_id = ? union all
                  select i::text from generation_input i join generation g on g.id = i.generation_id where tenant_id = ? union all
                  select a::text from attempt a where tenant_id = ? union all
                  select f::text from artifact f where tenant_id = ?) t(x)""", tenant, tenant, tenant, tenant);
    }

    private static Map<String, String> forTenant(String name, String time) {
        String of = "reelay.keep.tenants." + name + ".";
        return Map.of(of + "prompts", time, of + "results", time, of + "requests", time);
    }

    @Test
    void whereverItBreaksOffNothingIsLeftUnnamedAndAllOfItGoes() {
        int mine = rows.tenant("mine", 1);
        int theirs = rows.tenant("theirs", 1);
        leftovers.fill(mine, "mine");
        leftovers.fill(theirs, "theirs");
        String ledger = rows.text(LEDGER);
        String untouched = of(theirs);

        for (int removals = 0; removals < 7; removals++) {
            bucket.breakAfter(1);
            sweep(forTenant("mine", "7d"));
            assertThat(named()).as("every object has a row").containsAll(bucket.keys());
            assertThat(rows.text(LEDGER)).isEqualTo(ledger);
        }
        bucket.breakAfter(Integer.MAX_VALUE);
        sweep(forTenant("mine", "7d"));

        assertThat(bucket.keys()).hasSize(6).allMatch(key -> key.contains("theirs"));
        assertThat(rows.count("select count(*) from generation where tenant_id = ?", mine))
                .isEqualTo(4);
        assertThat(rows.count("select count(*) from doomed_object")).isZero();
        assertThat(rows.count("select count(*) from idempotency_key")).isEqualTo(3);
        assertThat(rows.text(LEDGER)).isEqualTo(ledger);
        assertThat(of(theirs)).isEqualTo(untouched);
    }

    @Test
    void nothingGoesWithoutATime() {
        int tenant = rows.tenant("a", 1);
        leftovers.fill(tenant, "a");
        String before = of(tenant);
        Set<String> objects = bucket.keys();

        sweep(Map.of());
        sweep(Map.of("reelay.keep.requests", "20d", "reelay.keep.results", "20d", "reelay.keep.prompts", "20d"));

        assertThat(of(tenant)).isEqualTo(before);
        assertThat(bucket.keys()).isEqualTo(objects);
    }

    @Test
    void textGoesAndTheRequestStaysWithItsFiles() {
        int tenant = rows.tenant("a", 1);
        UUID done = leftovers.completed(tenant, "a");
        leftovers.open(tenant);

        sweep(Map.of("reelay.keep.prompts", "7d"));

        assertThat(rows.count("select count(*) from generation_input")).isEqualTo(4);
        assertThat(rows.text("select metadata from generation where id = ?", done))
                .isEqualTo("null");
        assertThat(rows.text("select state from generation where id = ?", done)).isEqualTo("COMPLETED");
        assertThat(bucket.keys()).hasSize(1);
    }

    @Test
    void aRequestStaysAsLongAsItsFilesDo() {
        int tenant = rows.tenant("a", 1);
        leftovers.completed(tenant, "a");
        leftovers.ended(tenant, "FAILED", "provider_failed");

        sweep(Map.of("reelay.keep.requests", "7d"));

        assertThat(rows.count("select count(*) from generation where state = 'COMPLETED'"))
                .isOne();
        assertThat(rows.count("select count(*) from generation where state = 'FAILED'"))
                .isZero();
    }

    @Test
    void anInputThatALineNamesTooIsLeftToIt() {
        int tenant = rows.tenant("a", 1);
        UUID done = leftovers.completed(tenant, "a");
        String key = rows.text("select object_key from generation_input where generation_id = ?", done);
        database.update(
                "insert into batch (id, tenant_id, concurrency, state) values (?, ?, 1, 'RUNNING')", done, tenant);
        database.update(
                "insert into batch_line (batch_id, n, asked) values (?, 1, jsonb_build_object('object_key', ?::text))",
                done,
                key);

        sweep(forTenant("a", "7d"));
        assertThat(bucket.keys()).containsExactly(key);

        database.update("update batch set state = 'COMPLETED', ended_at = clock_timestamp()");
        sweep(forTenant("a", "7d"));
        assertThat(bucket.keys()).isEmpty();
        assertThat(rows.count("select count(*) from batch")).isZero();
    }

    @Test
    void uploadsGoUnlessAnOpenRequestNamesThem() {
        int tenant = rows.tenant("a", 1);
        int other = rows.tenant("b", 1);
        String named = "uploads/" + tenant + "/" + "a".repeat(64) + ".png";
        String old = "uploads/" + tenant + "/" + "b".repeat(64) + ".png";
        String anothers = "uploads/" + other + "/" + "b".repeat(64) + ".png";
        List.of(named, old, anothers).forEach(leftovers::put);
        List<UUID> waits = rows.waiting(tenant, account, 1);
        database.update(
                "update generation_input set input = jsonb_build_object('image_url', 's3://reelay/' || ?::text) where generation_id = any (?)",
                named,
                SqlArray.of("uuid", waits));

        sweep(Map.of("reelay.keep.tenants.a.uploads", "7d"));
        assertThat(bucket.keys()).containsExactlyInAnyOrder(named, anothers);

        database.query("select cancel_generation(?, ?)", row -> 1, tenant, waits.getFirst());
        sweep(Map.of("reelay.keep.tenants.a.uploads", "7d"));
        assertThat(bucket.keys()).containsExactly(anothers);
    }

    @Test
    void theAuditLogGoesByItsOwnTime() {
        database.update(
                "insert into audit (tenant_id, api_key_id, act, subject) values (1, ?, 'key.created', 'a')",
                UUID.randomUUID());
        sweep(Map.of("reelay.keep.audit", "20d"));
        assertThat(rows.count("select count(*) from audit")).isOne();
        sweep(Map.of("reelay.keep.audit", "5d"));
        assertThat(rows.count("select count(*) from audit")).isZero();
    }
}
