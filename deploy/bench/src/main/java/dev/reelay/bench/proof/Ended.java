package dev.reelay.bench.proof;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A generation as its row, its attempts and its artifact tell it. */
record Ended(
        UUID id,
        String state,
        Instant accepted,
        @Nullable Instant ended,
        int attempts,
        @Nullable String job,
        @Nullable String sha256,
        long bytes) {}
