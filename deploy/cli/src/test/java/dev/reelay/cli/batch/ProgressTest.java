package dev.reelay.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.cli.run.Capture;
import dev.reelay.cli.run.Output;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
    @TempDir
    private Path home;

    @Test
    void aTerminalHasOneLineThatIsDrawnAgain() throws Exception {
        Capture capture = new Capture(Map.of(), home, "", OptionalInt.of(60));
        Progress progress = progress(capture, false);

        progress.told(ProgressLineTest.running(500, 20));
        progress.told(
                ProgressLineTest.batch("{\"status\": \"completed\", \"counts\": {\"valid\": 1, \"completed\": 1}}"));
        progress.ended();

        assertThat(capture.err().lines().filter(line -> !line.isBlank())).hasSizeLessThanOrEqualTo(2);
        assertThat(capture.err()).startsWith("\rrunning").endsWith(System.lineSeparator());
        assertThat(capture.err().split("\r", -1)).hasSize(3);
    }

    @Test
    void elsewhereOnlyAChangeThatMattersIsALine() throws Exception {
        Capture capture = Capture.in(home);
        Progress progress = progress(capture, false);

        progress.told(ProgressLineTest.running(500, 0));
        progress.told(ProgressLineTest.running(501, 0));
        progress.told(ProgressLineTest.running(520, 0));
        progress.told(ProgressLineTest.running(520, 1));
        progress.ended();

        assertThat(capture.err().lines()).hasSize(3);
        assertThat(capture.out()).isEmpty();
    }

    @Test
    void aProgramIsToldEachDocumentBeforeTheEnd() throws Exception {
        Capture capture = Capture.in(home);
        Progress progress = progress(capture, true);

        progress.told(ProgressLineTest.running(500, 0));
        progress.told(ProgressLineTest.running(501, 0));
        progress.told(ProgressLineTest.batch("{\"status\": \"completed\"}"));

        assertThat(capture.out().lines()).hasSize(2).allMatch(line -> line.contains("\"batch_id\":\"b\""));
        assertThat(capture.err()).isEmpty();
    }

    private static Progress progress(Capture capture, boolean json) {
        return new Progress(new Output(capture.surroundings(), json), ZoneOffset.UTC);
    }
}
