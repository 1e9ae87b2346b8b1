package dev.reelay.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.batch.Batch;
import dev.reelay.client.batch.BatchStatus;
import dev.reelay.client.batch.Counts;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** How far a batch is, in one line. */
final class ProgressLine {
    private static final int WIDEST_BAR = 30;
    private static final int NARROWEST_BAR = 8;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final ZoneId zone;

    ProgressLine(ZoneId zone) {
        this.zone = zone;
    }

    /** A bar and the figures, never as long as the terminal is wide: a full line would begin another. */
    String bar(Batch batch, int columns) {
        String figures = plain(batch);
        int room = columns - 1 - figures.length() - 3;
        String text = figures;
        if (room >= NARROWEST_BAR && total(batch) > 0) {
            int width = Math.min(WIDEST_BAR, room);
            int full = width * percent(batch) / 100;
            text = "[" + "#".repeat(full) + "-".repeat(width - full) + "] " + figures;
        }
        return text.length() < columns ? text : text.substring(0, Math.max(0, columns - 1));
    }

    /** The figures alone. */
    String plain(Batch batch) {
        Counts counts = batch.counts();
        List<String> parts = new ArrayList<>();
        parts.add(batch.status().word());
        if (batch.status() == BatchStatus.RECEIVING || total(batch) == 0) {
            parts.add(counts.lines() + " lines read");
            add(parts, counts.invalid(), "not valid");
            return String.join("  ", parts);
        }
        parts.add(percent(batch) + "%");
        parts.add(counts.ended() + "/" + total(batch));
        add(parts, counts.open(), "open");
        add(parts, counts.failed(), "failed");
        add(parts, counts.cancelled(), "cancelled");
        speed(batch, parts);
        return String.join("  ", parts);
    }

    /** Of the valid lines, how many have ended; 100 only when all have. */
    static int percent(Batch batch) {
        long total = total(batch);
        return total == 0 ? 0 : (int) (100 * Math.min(batch.counts().ended(), total) / total);
    }

    private static long total(Batch batch) {
        return batch.counts().valid();
    }

    private static void add(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    private void speed(Batch batch, List<String> parts) {
        JsonNode progress = batch.document().path("progress");
        if (batch.ended()) {
            return;
        }
        if (progress.path("per_minute").asDouble() > 0) {
            parts.add(Math.round(progress.path("per_minute").asDouble() * 10) / 10.0 + "/min");
        }
        if (progress.path("ends_at").isTextual()) {
            ends(progress.path("ends_at").asText(), parts);
        }
    }

    private void ends(String time, List<String> parts) {
        try {
            parts.add(
                    "ends " + OffsetDateTime.parse(time).atZoneSameInstant(zone).format(TIME));
        } catch (DateTimeException _) {
            parts.add("ends " + time);
        }
    }
}
