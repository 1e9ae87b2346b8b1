package dev.reelay.client.batch;

import java.util.Locale;
import java.util.Optional;

/** How a manifest is written: a JSON object a line, or rows below a header. */
public enum ManifestFormat {
    JSONL("application/jsonl"),
    CSV("text/csv");

    private final String contentType;

    ManifestFormat(String contentType) {
        this.contentType = contentType;
    }

    /** By the end of a name, with or without {@code .gz}. */
    public static Optional<ManifestFormat> ofName(String name) {
        String bare = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        if (bare.endsWith(".csv")) {
            return Optional.of(CSV);
        }
        return bare.endsWith(".jsonl") || bare.endsWith(".ndjson") ? Optional.of(JSONL) : Optional.empty();
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    String contentType() {
        return contentType;
    }
}
