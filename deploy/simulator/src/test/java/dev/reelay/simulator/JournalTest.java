package dev.reelay.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.simulator.bill.BillReport;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A simulator that is started again. Closing writes nothing, so it stands for a kill. */
class JournalTest {
    @TempDir
    private Path folder;

    private Path journal;
    private Running running;

    @BeforeEach
    void start() {
        journal = folder.resolve("jobs");
        running = Running.start(settings());
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void aJobThatRendersGoesOnWhereItWouldBe() {
        JsonNode job = running.falSubmitted("boat");
        running.clock.pass(Running.QUEUE);
        running.simulator.bill();

        restart(Running.RENDERING.minusSeconds(1));

        assertThat(status(job)).isEqualTo("IN_PROGRESS");
        running.clock.pass(Duration.ofSeconds(1));
        assertThat(status(job)).isEqualTo("COMPLETED");
        assertThat(running.simulator.bill().totals().work().charged()).isEqualByComparingTo("0.50");
    }

    @Test
    void whatFellDueWhileItWasAwayHappensAtOnce() {
        JsonNode waiting = running.falSubmitted("boat");

        restart(Duration.ofHours(1));
        running.clock.pass(Running.RENDERING);

        assertThat(status(waiting)).isEqualTo("COMPLETED");
    }

    @Test
    void aFilmKeepsItsNameAndItsBytes() {
        JsonNode job = running.falDone("boat");
        String id = job.get("request_id").asText();
        URI link = link(job);
        String before = running.simulator.sha256(id);

        restart(Duration.ofHours(1));

        assertThat(link(job).getPath()).isEqualTo(link.getPath());
        assertThat(running.simulator.sha256(id)).isEqualTo(before);
        assertThat(running.anyone.get(link(job).toString()).status()).isEqualTo(200);
    }

    @Test
    void failuresCancelsAndFaultsAreRemembered() {
        JsonNode failed = running.falDone("[[fault:generation-moderated-output]]");
        JsonNode refused = running.falDone("[[fault:generation-moderated-prompt]]");
        JsonNode cancelled = running.falSubmitted("cancelled");
        running.fal.call("PUT", cancelled.get("cancel_url").asText(), "");
        JsonNode doomed = running.falSubmitted("doomed later");
        running.anyone.post(
                "/control/faults",
                "{\"fault\":\"generation-fails\",\"job\":\""
                        + doomed.get("request_id").asText() + "\"}");

        restart(Duration.ZERO);
        running.passAll();

        for (JsonNode job : new JsonNode[] {failed, refused, cancelled, doomed}) {
            assertThat(running.fal.get(path(job, "status_url")).text()).contains("\"error\"");
        }
        BillReport.Work work = running.simulator.bill().totals().work();
        assertThat(work.failed()).isEqualTo(3);
        assertThat(work.cancelled()).isEqualTo(1);
        assertThat(work.rendered()).isEqualTo(2);
        assertThat(work.charged()).isEqualByComparingTo("0");
        assertThat(running.simulator.bill().totals().inFlight().now()).isZero();
    }

    @Test
    void theBillBeginsWithWhatWasAccepted() {
        running.falDone("boat");

        restart(Duration.ZERO);
        restart(Duration.ZERO);
        running.falDone("boat");

        BillReport bill = running.simulator.bill();
        assertThat(bill.totals().submits().accepted()).isEqualTo(2);
        assertThat(bill.repeats()).isEqualTo(new BillReport.Repeats(1, 1, true));
    }

    @Test
    void aPlaceInTheQueueIsKept() {
        running.close();
        running = Running.start(settings().with(Setting.CONCURRENCY, "1"), running.clock);
        JsonNode first = running.falSubmitted("first");
        JsonNode second = running.falSubmitted("second");
        running.clock.pass(Running.QUEUE);
        running.simulator.bill();

        running.close();
        running = Running.start(settings().with(Setting.CONCURRENCY, "1"), running.clock);

        assertThat(status(first)).isEqualTo("IN_PROGRESS");
        assertThat(status(second)).isEqualTo("IN_QUEUE");
        running.clock.pass(Running.RENDERING);
        assertThat(status(first)).isEqualTo("COMPLETED");
        assertThat(status(second)).isEqualTo("IN_PROGRESS");
    }

    @Test
    void aJobWhoseModelIsNotSoldForAWhileIsKept() {
        running.close();
        running = Running.start(settings().with("fal", Setting.MODELS, "x/y/z"), running.clock);
        JsonNode job = running.fal.post("/fal/x/y/z", "{\"prompt\":\"boat\"}").json();

        restart(Duration.ZERO);
        running.close();
        running = Running.start(settings().with("fal", Setting.MODELS, "x/y/z"), running.clock);

        assertThat(status(job)).isEqualTo("IN_QUEUE");
    }

    @Test
    void aDamagedLineIsLeftOut() throws IOException {
        JsonNode job = running.falDone("bœuf");
        Files.write(journal, new byte[] {'x', (byte) 0xff, '\n'}, StandardOpenOption.APPEND);
        Files.writeString(journal, "{\"job\":{}}\n{\"job\":{\"id\":\"ab", StandardOpenOption.APPEND);

        restart(Duration.ZERO);
        restart(Duration.ZERO);

        assertThat(status(job)).isEqualTo("COMPLETED");
    }

    @Test
    void ofEndedJobsTheNewestAreKept() {
        JsonNode old = running.falDone("old");
        JsonNode newer = running.falDone("newer");
        JsonNode open = running.falSubmitted("open");

        running.close();
        running = Running.start(settings().with(Setting.KEEP_JOBS, "1"), running.clock);

        assertThat(running.fal.get(path(old, "status_url")).status()).isEqualTo(404);
        assertThat(status(newer)).isEqualTo("COMPLETED");
        assertThat(status(open)).isEqualTo("IN_QUEUE");
    }

    @Test
    void theFileIsItsOwnersAndHoldsNoKey() throws IOException {
        running.falDone("boat");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(journal)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(journal)).contains("boat").doesNotContain("id:secret");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        SimulatorSettings nowhere =
                settings().with(Setting.JOURNAL, folder.resolve("nowhere/jobs").toString());

        assertThatThrownBy(() -> Running.start(nowhere)).hasMessageContaining("nowhere/jobs cannot be used");
    }

    private SimulatorSettings settings() {
        return SimulatorSettings.defaults().with(Setting.JOURNAL, journal.toString());
    }

    private void restart(Duration away) {
        running.close();
        running.clock.pass(away);
        running = Running.start(settings(), running.clock);
    }

    private String status(JsonNode job) {
        return running.fal.get(path(job, "status_url")).json().get("status").asText();
    }

    private URI link(JsonNode job) {
        return URI.create(running.fal
                .get(path(job, "response_url"))
                .json()
                .at("/video/url")
                .asText());
    }

    // Each start has a port of its own.
    private String path(JsonNode job, String field) {
        return URI.create(job.get(field).asText()).getPath();
    }
}
