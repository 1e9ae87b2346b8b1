package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * An account's slots, its rests and the fair share of tenants, by the provider's own count. {@code -Dreelay.measure=true}
 * takes renders of a minute and a flood of 100,000.
 */
class FairShareIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final String MODEL = "luma/luma-ray-2/image-to-video";
    private static final int SLOTS = 5;
    private static final Duration RENDER = Duration.ofSeconds(LONG ? 60 : 1);

    @TempDir
    Path folder;

    @Test
    @EnabledIfSystemProperty(
            named = "reelay.measure",
            matches = "true",
            disabledReason = "long; run with -Dreelay.measure=true")
    void neverASixthIsBegunAndNoneWhileTheAccountRests() throws Exception {
        try (Pieces pieces = pieces()) {
            Requests requests = new Requests(pieces.api().uri());
            pieces.worker("worker-1");
            pieces.worker("worker-2");
            List<URI> asked = new ArrayList<>();
            for (int n = 0; n < 6 * SLOTS; n++) {
                asked.add(requests.submit(MODEL, n));
            }
            await(() -> assertThat(accepted(pieces)).hasSizeGreaterThan(SLOTS));
            pieces.simulator().change(settings -> settings.with(Setting.FAULTS, "submit-429-retry-after@3:0.3"));

            await(() -> assertThat(requests.states(asked)).containsOnly("completed"));

            assertThat(pieces.simulator().bill().totals().inFlight().most()).isEqualTo(SLOTS);
            assertNoneBegunInARest(pieces);
            new Ledger(pieces).balances(asked.size());
        }
    }

    @Test
    void fiveSlotsAreAlwaysBusy() throws Exception {
        if (!LONG) {
            // With renders of a second it would measure the polls.
            return;
        }
        try (Pieces pieces = pieces()) {
            Requests requests = new Requests(pieces.api().uri());
            pieces.worker("worker-1");
            pieces.worker("worker-2");
            int count = 10 * SLOTS;
            List<URI> asked = new ArrayList<>();
            for (int n = 0; n < count; n++) {
                asked.add(requests.submit(MODEL, n));
            }
            await(() -> assertThat(requests.states(asked)).containsOnly("completed"));
            List<BillLine> lines = accepted(pieces);
            Instant first = lines.stream()
                    .map(line -> line.received().at())
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            Instant last = lines.stream()
                    .map(line -> line.course().ended())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            double busy = (double) RENDER.multipliedBy(count / SLOTS).toMillis()
                    / Duration.between(first, last).toMillis();
            System.out.printf("five slots were busy for %.1f %% of the time%n", busy * 100);
            assertThat(busy).isGreaterThan(0.95);
        }
    }

    @Test
    void oneRequestOvertakesAFloodWithTheNextFreeSlotHoweverManyWorkersThereAre() throws Exception {
        try (Pieces pieces = pieces()) {
            Requests requests = new Requests(pieces.api().uri());
            Ledger ledger = new Ledger(pieces);
            URI model = requests.submit(MODEL, 0);
            pieces.worker("worker-1");
            await(() -> assertThat(requests.states(List.of(model))).containsOnly("completed"));
            flood(ledger, model);
            await(() -> assertThat(pieces.simulator().bill().totals().inFlight().now())
                    .isEqualTo(SLOTS));

            assertThat(untilBegun(requests, 1)).isLessThan(turnover());
            pieces.worker("worker-2");
            assertThat(untilBegun(requests, 2)).isLessThan(turnover());

            assertThat(pieces.simulator().bill().totals().inFlight().most()).isEqualTo(SLOTS);
        }
    }

    private Pieces pieces() throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, RENDER.toMillis() + "ms")
                .with(Setting.RESULT_SIZE, "64KiB");
        Pieces pieces = Pieces.start(folder, simulated, SLOTS);
        pieces.set("reelay.run.claim-every", "200ms");
        return pieces;
    }

    /** One slot's turnover, and what a look at the provider may take. */
    private static Duration turnover() {
        return RENDER.plusSeconds(6);
    }

    /** Another tenant's requests, as if workers had received them. */
    private static void flood(Ledger ledger, URI model) {
        String like = model.getPath().substring(model.getPath().lastIndexOf('/') + 1);
        ledger.rows("insert into tenant (name) values ('flood') returning name");
        ledger.rows("""
                with made as (
                  insert into generation (id, tenant_id, model, offering, provider, offering_id, pool_id, waiting, eff_at,
                    received_at, sent_at, sends, events)
                  select uuidv7(), t.id, g.model, g.offering, g.provider, g.offering_id, g.pool_id, true, now(), now(), now(),
                    1, 1
                  from generation g, tenant t, generate_series(1, %d) where g.id = '%s' and t.name = 'flood' returning id),
                inputs as (
                  insert into generation_input (generation_id, input)
                  select made.id, jsonb_set(i.input, '{prompt}', to_jsonb(made.id::text))
                  from made, generation_input i where i.generation_id = '%s')
                select open_lanes(array_agg(g.pool_id), array_agg(t.id), array_agg(g.offering_id))::text from generation g, tenant t
                where g.id = '%s' and t.name = 'flood'""".formatted(LONG ? 100_000 : 3_000, like, like, like));
    }

    private static Duration untilBegun(Requests requests, int number) throws Exception {
        URI single = requests.submit(MODEL, number);
        await(() -> assertThat(requests.get(single.toString()).path("attempts")).isNotEmpty());
        JsonNode whole = requests.get(single.toString());
        return Duration.between(
                Instant.parse(whole.path("created_at").asText()),
                Instant.parse(whole.at("/attempts/0/created_at").asText()));
    }

    private static List<BillLine> accepted(Pieces pieces) {
        return pieces.simulator().bill().lines().stream()
                .filter(line -> line.verdict().accepted())
                .toList();
    }

    /** From a moment after the provider had said 429 until its Retry-After was over, nobody came. */
    private static void assertNoneBegunInARest(Pieces pieces) {
        List<BillLine> lines = pieces.simulator().bill().lines();
        List<Instant> refused = lines.stream()
                .filter(line -> !line.verdict().accepted())
                .map(line -> line.received().at())
                .toList();
        assertThat(refused).as("the provider asked for rests").isNotEmpty();
        for (Instant rest : refused) {
            assertThat(lines.stream()
                            .map(line -> line.received().at())
                            .filter(at -> at.isAfter(rest.plusMillis(700)) && at.isBefore(rest.plusMillis(2900))))
                    .as("submits in the rest that began at " + rest)
                    .isEmpty();
        }
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(LONG ? 900 : 90))
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
