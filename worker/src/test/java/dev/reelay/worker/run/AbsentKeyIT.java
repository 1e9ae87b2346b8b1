package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.account.TestAccounts;
import dev.reelay.callback.TestCallbacks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.provider.TestCalls;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was bought with a key that the settings do not have any more. */
class AbsentKeyIT {
    private static final String OFFERING = "fal:fal-ai/luma-dream-machine/ray-2/image-to-video";

    private final InstantSource clock = InstantSource.system();
    private FreshDatabase fresh;
    private OutgoingHttp http;
    private Counterparts counterparts;
    private OutlastAbsence absence;
    private Rows rows;
    private Work work;

    @BeforeEach
    void begin() throws Exception {
        fresh = FreshDatabase.create();
        rows = new Rows(fresh.database());
        URI nobody = URI.create("http://127.0.0.1:1");
        http = Outside.reaching(nobody);
        Catalog catalog = CatalogLoader.load(null, Map.of("fal", nobody));
        counterparts =
                new Counterparts(catalog, TestAccounts.none(catalog, fresh.database()), TestCallbacks.off(catalog));
        ProviderCalls calls = TestCalls.by(http, clock);
        RunConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("reelay.run.absent-every", "1ms")
                .withMapping(RunConfig.class)
                .build()
                .getConfigMapping(RunConfig.class);
        absence = new OutlastAbsence(
                counterparts, new Progress(fresh.database(), calls, new ObjectMapper()), config, clock);
        int account = rows.account("fal", 1);
        rows.waiting(rows.tenant("a", 1), account, 1);
        work = Works.claim(fresh.database(), rows, account, 0).getFirst();
        rows.taken(work.attemptId());
    }

    @AfterEach
    void close() {
        http.close();
        fresh.close();
    }

    private Stage outlast(Duration age) {
        Signals signals = new Signals(Thread.currentThread(), false);
        return absence.outlast(
                work,
                new Stage.AtProvider(
                        counterparts.known("fal", OFFERING, "theirs", null),
                        Instant.now().minus(age)),
                signals);
    }

    private String row(String columns) {
        return rows.text("select " + columns + " from attempt");
    }

    @Test
    void nobodyWaitsForItsSlotAsNobodyCanAskAboutIt() {
        assertThat(outlast(Duration.ZERO)).isInstanceOf(Stage.AtProvider.class);

        assertThat(row("unanswered_since is not null and overdue_at is null")).isEqualTo("t");
    }

    @Test
    void itHoldsNoSlotOnceTheLongestRenderHasPassed() {
        assertThat(outlast(counterparts.longestRender(work.offering()).plusMinutes(1)))
                .isInstanceOf(Stage.AtProvider.class);

        assertThat(row("overdue_at is not null")).isEqualTo("t");
    }

    @Test
    void itIsGivenUpWhenNoVerdictIsToBeExpected() {
        assertThat(outlast(counterparts.longestRender(work.offering()).plusHours(25)))
                .isInstanceOfSatisfying(
                        Stage.GivenUp.class,
                        given -> assertThat(given.failure().message()).contains("no worker had the key"));
    }
}
