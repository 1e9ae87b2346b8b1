package dev.reelay.cli.batch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.client.batch.Batch;
import dev.reelay.client.batch.BatchStatus;
import dev.reelay.client.batch.Counts;
import java.util.ArrayList;
import java.util.List;

/** A batch in a few lines: where its lines stand, what it costs, and what to ask for next. */
final class BatchText {
    private BatchText() {}

    static String of(Batch batch) {
        List<String> lines = new ArrayList<>();
        String name = batch.name().isEmpty() ? "" : "  " + batch.name();
        lines.add(batch.id() + "  " + batch.status().word() + name);
        lines.add("  " + (batch.status() == BatchStatus.CHECKED ? checked(batch.counts()) : counts(batch.counts())));
        waits(batch.document(), lines);
        money(batch.document(), lines);
        if (batch.counts().invalid() > 0) {
            lines.add("  what is wrong with lines: reelay batch report " + batch.id());
        }
        if (batch.ended() && batch.counts().failed() > 0) {
            lines.add("  what has failed: reelay batch errors " + batch.id());
        }
        return String.join(System.lineSeparator(), lines);
    }

    /** Nothing became of any line, as nothing was to. */
    private static String checked(Counts counts) {
        return counts.lines() + " lines, " + counts.valid() + " valid, " + counts.invalid() + " not valid";
    }

    private static String counts(Counts counts) {
        List<String> parts = new ArrayList<>();
        parts.add(counts.lines() + " lines");
        add(parts, counts.invalid(), "not valid");
        add(parts, counts.waiting(), "waiting");
        add(parts, counts.open(), "open");
        add(parts, counts.completed(), "completed");
        add(parts, counts.failed(), "failed");
        add(parts, counts.cancelled(), "cancelled");
        return String.join(", ", parts);
    }

    private static void add(List<String> parts, long number, String what) {
        if (number > 0) {
            parts.add(number + " " + what);
        }
    }

    private static void waits(JsonNode document, List<String> lines) {
        List<String> parts = new ArrayList<>();
        document.path("waits")
                .forEach(wait -> parts.add(wait.path("lines").asLong() + " for "
                        + wait.path("reason").asText().replace('_', ' ')));
        if (!parts.isEmpty()) {
            lines.add("  lines wait: " + String.join(", ", parts));
        }
    }

    private static void money(JsonNode document, List<String> lines) {
        document.path("estimate")
                .forEach(
                        part -> lines.add("  estimate: " + part.path("provider").asText() + ", "
                                + part.path("lines").asLong() + " lines, " + amount(part.path("amount"), part)));
        document.path("charges")
                .forEach(charge -> lines.add("  spent " + amount(charge.path("spent"), charge) + ", held "
                        + amount(charge.path("held"), charge) + ", at risk " + amount(charge.path("at_risk"), charge)));
    }

    private static String amount(JsonNode amount, JsonNode of) {
        return amount.isNumber()
                ? amount.decimalValue().toPlainString() + " "
                        + of.path("currency").asText()
                : "price not told";
    }
}
