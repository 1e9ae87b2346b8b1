package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Provider;
import dev.reelay.simulator.Simulator;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.outside.SendWindow;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lost submit in WaveSpeed's list, as its definition describes it. */
class HistoryIT {
    private static final String MODEL = "luma/ray-2-i2v";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static int made;

    private static Simulator simulator;
    private static OutgoingHttp http;
    private static ProviderCalls calls;
    private static Provider provider;

    private Credential key;

    @BeforeAll
    static void start() {
        simulator = Simulator.start(SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "hold"));
        http = Outside.reaching(simulator.baseUri());
        calls = TestCalls.by(http, InstantSource.system());
        provider = CatalogLoader.load(null, Map.of("wavespeed", simulator.providerUri("wavespeed")))
                .provider("wavespeed")
                .orElseThrow();
    }

    @AfterAll
    static void stop() {
        http.close();
        simulator.close();
    }

    /** Each test has an account, and so a history, of its own. */
    @BeforeEach
    void account() {
        key = new Credential("history-key-" + ++made);
        simulator.clearFaults();
    }

    @Test
    void aLostSubmitIsFoundByItsInput() throws Exception {
        String other = submit("another");
        submit("lost [[fault:submit-reset-after-body-accepted]]");

        HistoryOutcome.Read read = read(body("lost [[fault:submit-reset-after-body-accepted]]"), Instant.now());

        assertThat(read.matches()).hasSize(1);
        RemoteRequest found = read.matches().getFirst();
        assertThat(found.id()).isNotEqualTo(other);
        assertThat(found.providerModel()).isEqualTo(MODEL);
        assertThat(calls.poll(provider, found, key)).isInstanceOf(PollOutcome.Running.class);
        simulator.finish(found.id());
        assertThat(calls.poll(provider, found, key)).isInstanceOf(PollOutcome.Succeeded.class);
    }

    @Test
    void twoOfTheSameInputAreTwo() throws Exception {
        submit("twin");
        submit("twin");

        assertThat(read(body("twin"), Instant.now()).matches()).hasSize(2);
    }

    @Test
    void anInputWithMoreOrOtherFieldsIsAnother() throws Exception {
        submit("same");

        assertThat(read(JSON.readTree("""
                {"prompt": "same", "image": "https://example.com/a.png", "duration": 5}"""), Instant.now()).matches()).isEmpty();
        assertThat(read(body("Same"), Instant.now()).matches()).isEmpty();
    }

    @Test
    void whatWasMadeAtAnotherTimeIsAnother() throws Exception {
        submit("when");

        assertThat(read(body("when"), Instant.now().minus(Duration.ofMinutes(10)))
                        .matches())
                .isEmpty();
        assertThat(read(body("when"), Instant.now().plus(Duration.ofMinutes(10)))
                        .matches())
                .isEmpty();
    }

    @Test
    void aLongHistoryIsReadPageByPage() throws Exception {
        submit("first of many");
        for (int n = 0; n < 230; n++) {
            submit("one of many");
        }

        assertThat(read(body("first of many"), Instant.now()).matches()).hasSize(1);
        assertThat(read(body("one of many"), Instant.now()).matches()).hasSize(230);
    }

    @Test
    void whatDoesNotTellItsInputIsCountedAndNotTaken() throws Exception {
        submit("mute [[fault:history-no-input]]");

        HistoryOutcome.Read read = read(body("mute [[fault:history-no-input]]"), Instant.now());

        assertThat(read.matches()).isEmpty();
        assertThat(read.untold()).isOne();
    }

    @Test
    void whatIsNotListedYetIsNotFound() throws Exception {
        submit("hidden [[fault:history-hides]]");

        assertThat(read(body("hidden [[fault:history-hides]]"), Instant.now()).matches())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "history-reset",
                "history-401",
                "history-429",
                "history-500",
                "history-502",
                "history-error-200",
                "history-malformed",
                "history-empty"
            })
    void aHistoryThatCannotBeReadTellsNothing(String fault) throws Exception {
        submit("there");
        simulator.inject(FaultRule.calls(1, FaultOrder.parse(fault)));

        assertThat(search(body("there"), Instant.now())).isInstanceOf(HistoryOutcome.NotRead.class);
        assertThat(read(body("there"), Instant.now()).matches()).hasSize(1);
    }

    private String submit(String prompt) throws Exception {
        SubmitOutcome outcome = calls.submit(provider, MODEL, key, Submission.of(body(prompt)), SendWindow.ALWAYS);
        return outcome instanceof SubmitOutcome.Accepted accepted
                ? accepted.request().id()
                : "";
    }

    private HistoryOutcome.Read read(JsonNode body, Instant sent) {
        HistoryOutcome outcome = search(body, sent);
        assertThat(outcome).isInstanceOf(HistoryOutcome.Read.class);
        return Objects.requireNonNull((HistoryOutcome.Read) outcome);
    }

    private HistoryOutcome search(JsonNode body, Instant sent) {
        return calls.search(provider, key, new Sought(MODEL, body, sent, sent.plusSeconds(5)));
    }

    private static JsonNode body(String prompt) throws Exception {
        return JSON.readTree(
                "{\"prompt\": \"" + prompt + "\", \"image\": \"https://example.com/a.png\", \"size\": \"1280*720\"}");
    }
}
