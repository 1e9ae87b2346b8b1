package dev.reelay.api.ui.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.ui.page.Badge;
import dev.reelay.api.ui.page.Format;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchLines;
import dev.reelay.batch.BatchState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * All that a page shows of one batch.
 *
 * @param tiles its first lines, as pictures
 * @param charges what it has come to, as the api tells it; an empty list before it has begun
 */
public record BatchView(
        Batch batch, List<Tile> tiles, List<BatchLines.Failures> failures, List<String> faults, JsonNode charges) {
    private static final double WHOLE = 100;

    public BatchView {
        tiles = List.copyOf(tiles);
        failures = List.copyOf(failures);
        faults = List.copyOf(faults);
    }

    /** One line; without a request while it waits. */
    public record Tile(int line, String request, String status) {
        /** As a badge looks. */
        public String look() {
            return switch (status) {
                case "completed" -> "ok";
                case "failed" -> "bad";
                case "running", "open", "released" -> "go";
                default -> "calm";
            };
        }
    }

    /** A part of the bar: where it begins and how wide it is, in hundredths. */
    public record Part(String look, String x, String width) {}

    /** Its state in a word. */
    public Badge badge() {
        BatchState state = batch.state();
        String word = Format.words(state.status());
        return switch (state) {
            case RECEIVING, RUNNING, FINISHING -> new Badge("go", word);
            case PAUSED, CANCELLING -> new Badge("warn", word);
            case COMPLETED, CHECKED -> new Badge("ok", word);
            case REFUSED -> new Badge("bad", word);
            case CANCELLED -> new Badge("calm", word);
        };
    }

    /** What it is called. */
    public String title() {
        String name = batch.terms().name();
        return name == null ? "Batch …" + Format.tail(batch.id()) : name;
    }

    /** Whether more will happen. */
    public boolean isOpen() {
        return !batch.state().ended();
    }

    /** Whether it was only looked at. */
    public boolean isDryRun() {
        return batch.state() == BatchState.CHECKED;
    }

    public boolean canPause() {
        return batch.state() == BatchState.RUNNING;
    }

    public boolean canResume() {
        return batch.state() == BatchState.PAUSED;
    }

    public boolean canCancel() {
        return batch.state() == BatchState.RUNNING || batch.state() == BatchState.PAUSED;
    }

    public boolean hasFiles() {
        return batch.state().hasFiles();
    }

    /** Whether some of its lines have no result that a further try could bring. */
    public boolean canRetry() {
        return hasFiles() && batch.counts().failed() + batch.counts().cancelled() > 0;
    }

    /** Lines that have ended. */
    public int ended() {
        return batch.counts().completed()
                + batch.counts().failed()
                + batch.counts().cancelled();
    }

    /** How many end in a minute, as lately. */
    public String perMinute() {
        return String.format(java.util.Locale.ROOT, "%.1f", batch.endsASecond() * 60);
    }

    /** The bar. */
    public List<Part> parts() {
        Batch.Counts counts = batch.counts();
        List<Part> parts = new ArrayList<>();
        double x = 0;
        x = add(parts, "ok", x, counts.completed());
        x = add(parts, "bad", x, counts.failed());
        x = add(parts, "calm", x, counts.cancelled());
        add(parts, "go", x, counts.open());
        return parts;
    }

    private double add(List<Part> parts, String look, double x, int lines) {
        double width = WHOLE * lines / Math.max(1, batch.counts().valid());
        if (lines > 0) {
            parts.add(new Part(look, number(x), number(width)));
        }
        return x + width;
    }

    private static String number(double value) {
        return BigDecimal.valueOf(Math.round(value * 100), 2).toPlainString();
    }
}
