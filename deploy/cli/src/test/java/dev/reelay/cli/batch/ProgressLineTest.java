package dev.reelay.cli.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.client.batch.Batch;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ProgressLine line = new ProgressLine(ZoneOffset.ofHours(1));

    @Test
    void theFiguresTellHowFarItIs() throws Exception {
        assertThat(line.plain(running(500, 20)))
                .isEqualTo("running  52%  520/1000  100 open  20 failed  41.5/min  ends 15:20");
    }

    @Test
    void theBarFillsWhatRoomThereIs() throws Exception {
        assertThat(line.bar(running(500, 0), 120)).startsWith("[###############---------------] running  50%");
        assertThat(line.bar(running(500, 0), 75)).startsWith("[########").hasSizeLessThan(75);
    }

    @Test
    void noLineIsAsLongAsTheTerminalIsWide() throws Exception {
        for (int columns = 1; columns < 130; columns++) {
            assertThat(line.bar(running(500, 20), columns)).hasSizeLessThan(columns);
        }
    }

    @Test
    void itIsOneHundredOnlyWhenAllHasEnded() throws Exception {
        assertThat(ProgressLine.percent(running(999, 0))).isEqualTo(99);
        assertThat(ProgressLine.percent(running(980, 20))).isEqualTo(100);
    }

    @Test
    void whatIsBeingReadHasLinesAndNoEnd() throws Exception {
        assertThat(line.plain(batch("{\"status\": \"receiving\", \"counts\": {\"lines\": 1200, \"invalid\": 3}}")))
                .isEqualTo("receiving  1200 lines read  3 not valid");
        assertThat(line.bar(batch("{\"status\": \"receiving\", \"counts\": {}}"), 80))
                .isEqualTo("receiving  0 lines read");
    }

    static Batch running(int completed, int failed) throws JsonProcessingException {
        return batch("""
                {"batch_id": "b", "status": "running",
                 "counts": {"lines": 1000, "valid": 1000, "open": 100, "completed": %d, "failed": %d},
                 "progress": {"per_minute": 41.5, "ends_at": "2026-11-21T14:20:00Z"}}""".formatted(completed, failed));
    }

    static Batch batch(String document) throws JsonProcessingException {
        return Batch.of(JSON.readTree(document));
    }
}
