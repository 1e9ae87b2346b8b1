package dev.reelay.api.ui.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.ui.page.Badge;
import dev.reelay.api.ui.page.Format;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchLines;
import dev.reelay.batch.BatchState;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * All that a page shows of one batch.
 *
 * @param tiles its first lines, as pictures
 * @param charges what it has come to, as the api tells it; an empty list before it has begun
 * @param waits what its lines without an end wait for, as the api tells it
 * @param left in how long it will have ended; null where nothing can be said
 */
public record BatchView(
        Batch batch,
        List<Tile> tiles,
        List<BatchLines.Failures> failures,
        List<String> faults,
        JsonNode charges,
        JsonNode waits,
        @Nullable Duration left) {
    private static final double WHOLE = 100;
    private static final Set<String> STUCK = Set.of("budget", "budget_refuses", "account_out", "quarantine", "paused");

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

    /** Lines that wait for the same. */
    public record Wait(String reason, long lines) {
        /** What has to happen before they go on. */
        public String words() {
            return switch (reason) {
                case "budget" -> "held by a budget that has no room for them";
                case "budget_refuses" -> "not released: the budget has no room for them";
                case "concurrency" -> "released when others end: no more are open at once";
                case "batch_paused" -> "released when the batch goes on";
                case "release" -> "about to be released";
                case "quarantine" -> "kept back after a restore until a person decides";
                case "not_yet_received" -> "not read by a worker yet";
                case "slot" -> "waiting for a slot at their provider";
                case "cool_down" -> "waiting until their provider has rested";
                case "account_out" -> "waiting for an account that can be used";
                case "breaker" -> "waiting for a provider that fails at the moment";
                case "paused" -> "waiting until an operator lets their provider go on";
                case "pacing", "turn" -> "waiting for their turn at their provider";
                case "copying" -> "being copied to the bucket";
                case "provider" -> "at their provider";
                default -> "waiting: " + Format.words(reason);
            };
        }

        /** Whether somebody has to do something. */
        public boolean isStuck() {
            return STUCK.contains(reason);
        }
    }

    /** What it waits for, kind by kind. */
    public List<Wait> waitsFor() {
        return StreamSupport.stream(waits.spliterator(), false)
                .map(wait -> new Wait(
                        wait.path("reason").asText(), wait.path("lines").asLong()))
                .toList();
    }

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
        return String.format(Locale.ROOT, "%.1f", batch.endsASecond() * 60);
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
