package dev.reelay.batch;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for beside the lines.
 *
 * @param defaults fields of an envelope that hold for every line which does not say otherwise; an object
 * @param acceptValid whether valid lines run though others are faulty
 * @param concurrency how many of its requests may be open at once
 * @param budget in US dollars; what does not fit in it waits
 * @param webhookUrl where its end is told
 */
public record BatchTerms(
        @Nullable String name,
        JsonNode defaults,
        boolean acceptValid,
        boolean dryRun,
        int concurrency,
        @Nullable BigDecimal budget,
        @Nullable String webhookUrl) {

    /** SHA-256 of all of it, and of how the manifest is written: under one key it must be the same each time. */
    byte[] fingerprint(String format) {
        String all = String.join(
                "\u0000",
                format,
                String.valueOf(name),
                defaults.toString(),
                acceptValid + " " + dryRun + " " + concurrency,
                budget == null ? "" : budget.stripTrailingZeros().toPlainString(),
                String.valueOf(webhookUrl));
        try {
            return MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
