package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Provider;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A provider dies in the middle of many requests: what it had begun ends there, all else moves on to one that serves it, is
 * paid once, and says why it moved. {@code -Dreelay.measure=true} lets each of the four die in each way, amid 500 requests.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProviderDiesIT {
    private static final boolean LONG = Boolean.getBoolean("reelay.measure");
    private static final int REQUESTS = LONG ? 500 : 40;
    /** So few that what was bought before a provider dies may hold all of them. */
    private static final int SLOTS = 20;

    private static final List<String> PROVIDERS = List.of("fal", "wavespeed", "runcomfy", "segmind");
    private static final SimulatorSettings WELL =
            SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "300ms").with(Setting.RESULT_SIZE, "64KiB");

    private final Map<String, ProviderDoor> doors = new LinkedHashMap<>();
    private Pieces pieces;
    private Ledger ledger;
    private Requests requests;

    /** How a provider dies. */
    enum Death {
        REFUSES_CONNECTIONS(Setting.FAULTS, ""),
        IS_UNAVAILABLE(Setting.FAULTS, "submit-503:1"),
        IS_CUT_OFF(Setting.FAULTS, "submit-reset-after-body:1"),
        LIMITS_FOR_EVER(Setting.FAULTS, "submit-429-retry-after@600:1"),
        HAS_NO_CREDIT(Setting.CREDIT, "0"),
        KNOWS_NO_KEY(Setting.KEYS, "another"),
        RENDERS_NOTHING(Setting.FAULTS, "generation-fails:1");

        private final Setting setting;
        private final String value;

        Death(Setting setting, String value) {
            this.setting = setting;
            this.value = value;
        }

        SimulatorSettings of(String provider) {
            return WELL.with(provider, setting, value);
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        pieces = Pieces.start(folder, WELL, SLOTS);
        List<String> origins =
                new ArrayList<>(List.of(pieces.simulator().baseUri().toString()));
        Path definitions = folder.resolve("catalog/providers");
        Files.createDirectories(definitions);
        for (Provider provider : CatalogLoader.load(null, Map.of()).providers()) {
            URI address = pieces.simulator().inPlaceOf(provider.baseUrl()).orElseThrow();
            if (PROVIDERS.contains(provider.name())) {
                ProviderDoor door = ProviderDoor.before(address);
                doors.put(provider.name(), door);
                pieces.account(provider.name(), door.address(), SLOTS);
                origins.add("http://127.0.0.1:" + door.address().getPort());
                Files.writeString(definitions.resolve(provider.name() + ".yaml"), """
                        provider: %s
                        submit: {timeout: 5s}
                        poll: {pace: {first: 200ms, every: 200ms, longest: 500ms, least: 100ms}}
                        %s""".formatted(
                                provider.name(),
                                provider.history() == null
                                        ? ""
                                        : "history: {looks: {first: 100ms, every: 500ms, longest: 1s}}\n"));
            }
        }
        pieces.set("reelay.outside.allowed-origins", String.join(",", origins));
        pieces.set("reelay.catalog.folder", folder.resolve("catalog").toString());
        ledger = new Ledger(pieces);
        requests = new Requests(pieces.api().uri());
        pieces.worker("worker-1");
        pieces.worker("worker-2");
    }

    @AfterAll
    void end() throws IOException {
        pieces.close();
        for (ProviderDoor door : doors.values()) {
            door.close();
        }
    }

    /** The provider is mended, and whoever runs it says so. */
    @AfterEach
    void mend() throws IOException, InterruptedException {
        pieces.simulator().change(settings -> WELL);
        for (ProviderDoor door : doors.values()) {
            door.open();
        }
        ledger.rows("select bring_account_back(id)::text from account");
        ledger.rows("update account set cooldown_until = null, cooldowns = 0 returning name");
        // What nobody knows the outcome of would hold its slot until the longest render is over.
        ledger.rows("update attempt set verdict_at = clock_timestamp(), done_at = clock_timestamp()"
                + " where state = 'UNKNOWN' and verdict_at is null returning id");
        ledger.rows("update offering set failures = 0, opened_at = null, open_until = null, opens = 0, probe = null,"
                + " failed_to = null returning name");
    }

    static Stream<Arguments> deaths() {
        return PROVIDERS.stream()
                .flatMap(provider -> Stream.of(Death.values())
                        .filter(death -> LONG || provider.equals("fal") || death == Death.REFUSES_CONNECTIONS)
                        .map(death -> Arguments.of(provider, death)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("deaths")
    void whatItHadNotBegunIsServedElsewhereAndPaidOnce(String provider, Death death) throws Exception {
        String run = provider + " " + death;
        List<URI> asked = new ArrayList<>();
        boolean collectedLater = death == Death.REFUSES_CONNECTIONS || death == Death.KNOWS_NO_KEY;
        if (collectedLater) {
            // What it renders when it dies holds all of its slots, and no submit can tell that it is dead.
            pieces.simulator().change(settings -> WELL.with(provider, Setting.GENERATION_TIME, "3s"));
        }
        ask(asked, provider, run, REQUESTS / 2);
        await(() -> assertThat(requests.states(asked.subList(0, 1))).containsOnly("completed"));

        if (death == Death.REFUSES_CONNECTIONS) {
            Objects.requireNonNull(doors.get(provider)).shut();
        }
        pieces.simulator().change(settings -> death.of(provider));
        ask(asked, provider, run, REQUESTS - REQUESTS / 2);
        if (collectedLater) {
            // What it renders can only be collected there.
            await(() -> assertThat(moved(provider, run)).isPositive());
            await(() -> assertThat(ledger.count("generation", "waiting")).isZero());
            Objects.requireNonNull(doors.get(provider)).open();
            pieces.simulator().change(settings -> WELL);
        }

        await(() -> assertThat(requests.states(asked)).containsOnly("completed"));
        assertThat(paid(run)).as("paid renders of a request").allMatch(times -> times == 1);
        assertThat(ledger.rows(ended(run) + " and g.provider <> '" + provider + "'"))
                .as("served elsewhere")
                .isNotEmpty();
        assertThat(ledger.rows(ended(run) + " and g.provider <> '" + provider + "'"
                        + told("generation.accepted", "provider", provider)
                        + told("generation.rerouted", "from_provider", provider).replace(" exists", " not exists")))
                .as("moved without a word")
                .isEmpty();
    }

    /** Whether an event of the request names a provider. */
    private static String told(String type, String field, String provider) {
        return " and exists (select from event e where e.subject_id = g.id and e.type = '" + type + "' and e.data ->> '"
                + field + "' = '" + provider + "')";
    }

    private long moved(String provider, String run) {
        return ledger.rows(
                        ended(run).replace("g.ended_at is not null", "true") + " and g.provider <> '" + provider + "'")
                .size();
    }

    private static String ended(String run) {
        return "select g.id from generation g join generation_input i on i.generation_id = g.id"
                + " where g.ended_at is not null and i.input ->> 'prompt' like '" + run + "%'";
    }

    /** How often each request was rendered and charged. */
    private List<Long> paid(String run) {
        return pieces
                .simulator()
                .bill(line -> String.valueOf(line.received().body()).contains(run))
                .lines()
                .stream()
                .filter(line -> line.course().charged().signum() > 0)
                .collect(Collectors.groupingBy(ProviderDiesIT::prompt, Collectors.counting()))
                .values()
                .stream()
                .toList();
    }

    private static String prompt(BillLine line) {
        String body = String.valueOf(line.received().body());
        int begin = body.indexOf("request<");
        return body.substring(begin, body.indexOf('>', begin));
    }

    private void ask(List<URI> asked, String provider, String run, int count) throws Exception {
        for (int n = 0; n < count; n++) {
            List<String> order = new ArrayList<>(List.of(provider));
            PROVIDERS.stream().filter(other -> !other.equals(provider)).forEach(order::add);
            asked.add(requests.submitEnvelope("""
                    {"model": "luma/ray-2/image-to-video", "on_unknown": "resubmit",
                     "providers": ["%s"],
                     "input": {"prompt": "%s request<%d>", "image_url": "https://example.com/first.jpg", "duration": 5}}
                    """.formatted(String.join("\", \"", order), run, asked.size())));
        }
    }

    private static void await(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(LONG ? 240 : 90))
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
