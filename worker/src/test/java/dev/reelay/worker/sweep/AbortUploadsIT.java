package dev.reelay.worker.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.database.Database;
import dev.reelay.worker.storage.TestUploads;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AbortUploadsIT {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    private FreshDatabase fresh;
    private TestUploads store;
    private UUID generation;
    private UUID attempt;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        store = new TestUploads(folder);
        Rows rows = new Rows(fresh.database());
        int account = rows.account("fal", 1);
        generation = rows.waiting(rows.tenant("a", 1), account, 1).getFirst();
        attempt = rows.claim(account, 1, 0, rows.assigned(0, "test")).getFirst();
    }

    @AfterEach
    void close() throws Exception {
        store.close();
        fresh.close();
    }

    @Test
    void onlyOldUploadsOfOurOwnAttemptsAreAborted() {
        String ours = "a/" + generation + "/" + attempt + "/0";
        String ofAnotherInstallation = "a/" + UUID.randomUUID() + "/" + UUID.randomUUID() + "/0";
        String ofSomebody = "films/holiday.mp4";
        store.begin(ours);
        store.begin(ours);
        store.begin(ofAnotherInstallation);
        store.begin(ofSomebody);

        sweeper(Duration.ofMinutes(119)).abort();
        assertThat(store.open()).as("a copy may still write it").hasSize(4);
        assertThat(found()).isZero();

        sweeper(Duration.ofMinutes(121)).abort();
        assertThat(store.open()).containsExactlyInAnyOrder(ofAnotherInstallation, ofSomebody);
        assertThat(found()).isEqualTo(2);

        sweeper(Duration.ofMinutes(121)).abort();
        assertThat(found()).as("found once").isEqualTo(2);
    }

    @Test
    void oneWorkerSweepsAtATime() {
        store.begin("a/" + generation + "/" + attempt + "/0");
        Database database = fresh.database();

        new OneAtATime(database)
                .run(AbortUploads.LOCK, () -> sweeper(Duration.ofHours(3)).abort());
        assertThat(store.open()).as("another held the lock").hasSize(1);

        sweeper(Duration.ofHours(3)).abort();
        assertThat(store.open()).isEmpty();
    }

    @Test
    void aBoundThatACopyCanReachEndsTheStart() {
        Often early = new Often(Duration.ofMinutes(2), Duration.ofMinutes(30));

        assertThatThrownBy(() -> AbortUploads.check(early, Duration.ofMinutes(20)))
                .hasMessageContaining("must be more than twice reelay.copy.longest");
    }

    private AbortUploads sweeper(Duration later) {
        return new AbortUploads(
                store.uploads(),
                fresh.database(),
                new OneAtATime(fresh.database()),
                Often.USUAL,
                new Findings(meters),
                () -> Instant.now().plus(later));
    }

    private double found() {
        return meters.counter("reelay.sweep.found", "kind", "orphaned_upload").count();
    }
}
