package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.simulator.Calls.Answered;
import dev.reelay.simulator.Calls.NoAnswer;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.fault.FaultRule;
import dev.reelay.simulator.fault.FaultRule.Target;
import dev.reelay.simulator.settings.Setting;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Faults of the submit: what the caller sees, and what the bill knows. */
class SubmitFaultsTest {
    private static Running running;

    @BeforeAll
    static void start() {
        running = Running.start();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @ParameterizedTest
    @CsvSource({
        "submit-reset-before-body, false",
        "submit-reset-after-body, false",
        "submit-reset-after-body-accepted, true",
        "submit-reset-mid-answer, true",
        "submit-close, false",
        "submit-close-accepted, true",
        "submit-hang, false",
        "submit-hang-accepted, true"
    })
    void withoutAnAnswerOnlyTheBillKnowsWhetherTheJobExists(String fault, boolean accepted) {
        String prompt = fault + " [[fault:" + fault + "]]";

        assertThatThrownBy(() -> Calls.send(running.fal
                        .request(Running.RAY)
                        .timeout(Duration.ofMillis(300))
                        .POST(BodyPublishers.ofString("{\"prompt\":\"" + prompt + "\"}"))
                        .build()))
                .isInstanceOf(NoAnswer.class);

        assertThat(line(prompt).verdict().accepted()).isEqualTo(accepted);
        assertThat(line(prompt).verdict().fault()).isEqualTo(fault);
    }

    @ParameterizedTest
    @CsvSource({
        "submit-unauthorized, 401, application/json, false",
        "submit-401, 401, application/json, false",
        "submit-403, 403, application/json, false",
        "submit-no-credit, 403, application/json, false",
        "submit-402, 402, application/json, false",
        "submit-404, 404, application/json, false",
        "submit-410, 410, application/json, false",
        "submit-invalid, 400, application/json, false",
        "submit-429, 429, application/json, false",
        "submit-429-retry-after, 429, application/json, false",
        "submit-500, 500, application/json, false",
        "submit-500-empty, 500, '', false",
        "submit-502, 502, text/html, false",
        "submit-503, 503, application/json, false",
        "submit-503-empty, 503, '', false",
        "submit-504, 504, text/html, false",
        "submit-error-200, 200, application/json, false",
        "submit-html, 200, text/html, false",
        "submit-500-accepted, 500, application/json, true",
        "submit-502-accepted, 502, text/html, true",
        "submit-503-accepted, 503, application/json, true",
        "submit-504-accepted, 504, text/html, true",
        "submit-malformed, 200, application/json, true",
        "submit-empty, 200, application/json, true",
        "submit-plain-text, 200, text/plain, true",
        "submit-no-id, 200, application/json, true",
        "submit-foreign-urls, 200, application/json, true",
        "submit-extra-fields, 200, application/json, true"
    })
    void anAnswerMayHideWhatHappened(String fault, int status, String type, boolean accepted) {
        String prompt = fault + " [[fault:" + fault + "]]";

        Answered answer = running.fal.post(Running.RAY, "{\"prompt\":\"" + prompt + "\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo(type);
        assertThat(line(prompt).verdict().accepted()).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "submit-unauthorized, 400, 400004",
        "submit-401, 401, 400004",
        "submit-403, 403, 403001",
        "submit-no-credit, 400, 400002",
        "submit-402, 402, 400002",
        "submit-404, 400, 400001",
        "submit-error-200, 200, 400002"
    })
    void runcomfyHasCodesOfItsOwn(String fault, int status, int code) {
        Answered answer = running.runcomfy.post(
                Running.LUMA, "{\"prompt\":\"[[fault:" + fault + "]]\",\"image_url\":\"https://images.test/a.png\"}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().get("error_code").asInt()).isEqualTo(code);
    }

    @Test
    void bentAnswersAreBentAsTheirNamesSay() {
        assertThat(submit("submit-429-retry-after@7").header("Retry-After")).isEqualTo("7");
        assertThat(submit("submit-429").header("Retry-After")).isEmpty();
        assertThat(submit("submit-500-empty").bytes()).isEmpty();
        assertThat(submit("submit-empty").bytes()).isEmpty();
        assertThatThrownBy(() -> submit("submit-malformed").json()).isInstanceOf(IllegalArgumentException.class);
        assertThat(submit("submit-no-id").json().has("request_id")).isFalse();
        assertThat(submit("submit-foreign-urls").json().get("status_url").asText())
                .startsWith("http://localhost:");
        assertThat(submit("submit-extra-fields").json().has("diagnostics")).isTrue();
        Answered huge = submit("submit-huge@3000000");
        assertThat(huge.bytes().length).isGreaterThan(3_000_000);
        assertThat(huge.json().has("request_id")).isTrue();
    }

    @Test
    void aKeyBroughtToAForeignLinkIsALeak() {
        long before = running.simulator.bill().totals().downloads().credentialsLeaked();

        running.fal.get(submit("submit-foreign-urls").json().get("status_url").asText());

        assertThat(running.simulator.bill().totals().downloads().credentialsLeaked())
                .isEqualTo(before + 1);
    }

    @Test
    void aSlowAnswerComesInTheEnd() {
        assertThat(submit("submit-slow@30").json().has("request_id")).isTrue();
    }

    @Test
    void aJobMayBeMadeAfterTheCallerHasGoneAway() {
        String prompt = "late [[fault:submit-late-accepted@100]]";
        assertThatThrownBy(() -> Calls.send(running.fal
                        .request(Running.RAY)
                        .timeout(Duration.ofMillis(20))
                        .POST(BodyPublishers.ofString("{\"prompt\":\"" + prompt + "\"}"))
                        .build()))
                .isInstanceOf(NoAnswer.class);

        // The next answer on another connection comes after the lateness of this one.
        submit("submit-slow@200");

        assertThat(line(prompt).verdict().accepted()).isTrue();
    }

    @Test
    void aCountedMarkerLetsTheSecondSubmitThrough() {
        String prompt = "twice [[fault:submit-503*1]]";

        assertThat(running.fal
                        .post(Running.RAY, "{\"prompt\":\"" + prompt + "\"}")
                        .status())
                .isEqualTo(503);
        assertThat(running.fal
                        .post(Running.RAY, "{\"prompt\":\"" + prompt + "\"}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aRuleHitsTheNextSubmitsOfItsTarget() {
        running.simulator.inject(
                FaultRule.next(2, FaultOrder.of(Fault.SUBMIT_503)).within(new Target("fal", null, "targeted")));

        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"another\"}").status())
                .isEqualTo(200);
        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"targeted\"}").status())
                .isEqualTo(503);
        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"targeted\"}").status())
                .isEqualTo(503);
        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"targeted\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aResetBeforeTheBodyLeavesALineWithoutOne() {
        running.simulator.inject(FaultRule.next(1, FaultOrder.of(Fault.SUBMIT_RESET_BEFORE_BODY)));

        assertThatThrownBy(() -> running.runcomfySubmitted("unread")).isInstanceOf(NoAnswer.class);

        assertThat(running.simulator
                        .bill(line -> "".equals(line.received().body()))
                        .lines())
                .singleElement()
                .satisfies(line -> assertThat(line.verdict().fault()).isEqualTo("submit-reset-before-body"));
    }

    @Test
    void aChanceOfOneAlwaysStrikes() {
        running.simulator.change(settings ->
                settings.with("fal:fal-ai/ltx-2/image-to-video/fast", Setting.FAULTS, "submit-500:1,status-503:1"));

        assertThat(running.fal
                        .post("/fal/fal-ai/ltx-2/image-to-video/fast", "{}")
                        .status())
                .isEqualTo(500);
        assertThat(running.fal.post(Running.RAY, "{\"prompt\":\"spared\"}").status())
                .isEqualTo(200);
    }

    @Test
    void aMarkerNobodyKnowsIsRefusedLoudly() {
        Answered answer = running.fal.post(Running.RAY, "{\"prompt\":\"[[fault:no-such]]\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("no fault is called no-such");
    }

    private static Answered submit(String fault) {
        return running.fal.post(Running.RAY, "{\"prompt\":\"[[fault:" + fault + "]]\"}");
    }

    private static BillLine line(String prompt) {
        return running.simulator
                .bill(line -> String.valueOf(line.received().body()).contains(prompt))
                .lines()
                .getLast();
    }
}
