package dev.reelay.api.manifest;

import jakarta.ws.rs.core.MediaType;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** How a manifest is written. */
public enum ManifestFormat {
    /** A JSON object on each line. */
    JSONL,
    /** A header, and a request in each row; commas, semicolons or tabs between the cells. */
    CSV;

    /** By a word in a body or a query. */
    public static Optional<ManifestFormat> of(String word) {
        return switch (word) {
            case "jsonl" -> Optional.of(JSONL);
            case "csv" -> Optional.of(CSV);
            default -> Optional.empty();
        };
    }

    /** By the type of a body. */
    public static Optional<ManifestFormat> of(MediaType type) {
        return switch (type.getSubtype().toLowerCase(Locale.ROOT)) {
            case "jsonl", "x-jsonl", "jsonlines", "x-jsonlines", "x-ndjson", "ndjson" -> Optional.of(JSONL);
            case "csv" -> Optional.of(CSV);
            default -> Optional.empty();
        };
    }

    /** @param longest bytes of a line; a longer one is passed over and told */
    Lines read(InputStream utf8, int longest, CsvColumns columns) throws IOException {
        return switch (this) {
            case JSONL -> new JsonLines(new BufferedInputStream(utf8, 1 << 16), longest);
            case CSV -> CsvLines.open(utf8, columns);
        };
    }
}
