package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.bill.BillLine;
import dev.reelay.simulator.bill.BillReport;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The bill, which all later tests believe. */
class BillTest {
    private Running running;

    @BeforeEach
    void start() {
        running = Running.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void oneLineTellsTheWholeStoryOfASubmit() {
        JsonNode job = running.falDone("story");
        running.fal.get(job.get("status_url").asText());
        running.fal.get(job.get("status_url").asText());
        String link = running.fal
                .get(job.get("response_url").asText())
                .json()
                .at("/video/url")
                .asText();
        running.anyone.get(link);
        running.fal.with("GET", link, "", "Range", "bytes=0-9");
        running.fal.call("PUT", job.get("cancel_url").asText(), "");

        BillLine line = running.simulator.bill().lines().getFirst();

        assertThat(line.received().provider()).isEqualTo("fal");
        assertThat(line.received().model()).isEqualTo("fal-ai/luma-dream-machine/ray-2/image-to-video");
        assertThat(line.received().body()).isEqualTo("{\"prompt\":\"story\"}");
        assertThat(line.received().bodySha256()).hasSize(64);
        assertThat(line.received().key()).hasSize(12);
        assertThat(line.job()).isEqualTo(job.get("request_id").asText());
        assertThat(line.course().state()).isEqualTo("succeeded");
        assertThat(line.course().rendered()).isTrue();
        assertThat(line.course().charged()).isEqualByComparingTo("0.50");
        assertThat(line.traffic()).isEqualTo(new BillLine.Traffic(2, 1, List.of("too_late"), List.of()));
        assertThat(line.downloads())
                .containsExactly(
                        new BillLine.Download(null, 200, 102_400, true, false, null),
                        new BillLine.Download("bytes=0-9", 206, 10, true, true, null));
    }

    @Test
    void theKeyIsNowhereOnTheBill() {
        running.falDone("secret");

        assertThat(running.anyone.get("/control/bill").text())
                .contains("\"key\"")
                .doesNotContain("id:secret");
        assertThat(running.simulator.bill().toString()).doesNotContain("id:secret");
    }

    @Test
    void jobsInFlightAreCountedByKeyAndModelWithTheirMost() {
        for (int i = 0; i < 3; i++) {
            running.falSubmitted("first " + i);
        }
        running.passAll();
        running.falSubmitted("second");

        BillReport bill = running.simulator.bill();

        assertThat(bill.totals().inFlight()).isEqualTo(new BillReport.Level(1, 3));
        assertThat(bill.totals().rendering()).isEqualTo(new BillReport.Level(0, 3));
        assertThat(bill.part("fal model fal-ai/luma-dream-machine/ray-2/image-to-video")
                        .inFlight())
                .isEqualTo(new BillReport.Level(1, 3));
        assertThat(bill.part("fal key " + bill.lines().getFirst().received().key())
                        .inFlight())
                .isEqualTo(new BillReport.Level(1, 3));
    }

    @Test
    void failedAndCancelledJobsCostNothing() {
        running.falDone("[[fault:generation-fails]]");
        running.falDone("[[fault:generation-moderated-prompt]]");
        JsonNode cancelled = running.falSubmitted("cancelled");
        running.fal.call("PUT", cancelled.get("cancel_url").asText(), "");

        BillReport.Work work = running.simulator.bill().totals().work();

        assertThat(work.charged()).isEqualByComparingTo("0");
        assertThat(work.started()).isEqualTo(1);
        assertThat(work.rendered()).isEqualTo(1);
        assertThat(work.failed()).isEqualTo(2);
        assertThat(work.cancelled()).isEqualTo(1);
    }

    @Test
    void theSameBodyTwiceIsNoticed() {
        running.falDone("once");
        running.falDone("twice");
        running.falDone("twice");

        assertThat(running.simulator.bill().repeats()).isEqualTo(new BillReport.Repeats(1, 1, true));
    }

    @Test
    void aNewBillKeepsWhatIsInFlight() {
        running.falDone("old");
        running.falSubmitted("in flight");

        running.simulator.resetBill();

        BillReport bill = running.simulator.bill();
        assertThat(bill.lines()).isEmpty();
        assertThat(bill.totals().submits().all()).isZero();
        assertThat(bill.totals().inFlight()).isEqualTo(new BillReport.Level(1, 1));
        running.passAll();
        assertThat(running.simulator.bill().totals().inFlight().now()).isZero();
        assertThat(running.simulator.bill().totals().work().succeeded()).isEqualTo(1);
    }

    @Test
    void settledLinesMakeRoomAndCountersStay() {
        try (Running small = Running.start(
                SimulatorSettings.defaults().with(Setting.KEEP_JOBS, "3").with(Setting.KEEP_BODIES, "1"))) {
            for (int i = 0; i < 10; i++) {
                small.anyone.get(small.video("fetched " + i));
            }
            JsonNode waiting = small.falDone("not asked for yet");
            for (int i = 0; i < 10; i++) {
                small.anyone.get(small.video("fetched later " + i));
            }

            BillReport bill = small.simulator.bill();
            assertThat(bill.totals().work().succeeded()).isEqualTo(21);
            assertThat(bill.lines()).hasSizeLessThan(7);
            assertThat(bill.lines().stream().filter(line -> line.received().body() != null))
                    .hasSize(1);
            assertThat(small.fal.get(waiting.get("response_url").asText()).status())
                    .isEqualTo(200);
        }
    }

    @Test
    void nothingIsMiscountedUnderConcurrency() throws Exception {
        int threads = 8;
        int each = 50;
        int all = threads * each;
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int thread = i;
                done.add(executor.submit(() -> submitAndPoll(thread, each)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }

        BillReport.Totals totals = running.simulator.bill().totals();
        assertThat(totals.submits().accepted()).isEqualTo(all);
        assertThat(totals.calls().polls()).isEqualTo(all);
        assertThat(totals.inFlight()).isEqualTo(new BillReport.Level(all, all));
        assertThat(running.simulator.bill().repeats().acceptedTwice()).isZero();
    }

    private void submitAndPoll(int thread, int times) {
        for (int i = 0; i < times; i++) {
            JsonNode job = running.runcomfySubmitted(thread + " of " + i);
            running.runcomfy.get(job.get("status_url").asText());
        }
    }
}
