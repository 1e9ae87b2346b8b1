package dev.reelay.client.batch;

import com.fasterxml.jackson.databind.JsonNode;

/** Of the lines: how many there are, how many can be requests, and where those stand. */
public record Counts(
        long lines, long valid, long invalid, long waiting, long open, long completed, long failed, long cancelled) {

    static Counts of(JsonNode counts) {
        return new Counts(
                counts.path("lines").asLong(),
                counts.path("valid").asLong(),
                counts.path("invalid").asLong(),
                counts.path("waiting").asLong(),
                counts.path("open").asLong(),
                counts.path("completed").asLong(),
                counts.path("failed").asLong(),
                counts.path("cancelled").asLong());
    }

    /** How many have ended, in whichever way. */
    public long ended() {
        return completed + failed + cancelled;
    }
}
