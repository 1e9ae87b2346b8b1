package dev.reelay.simulator.file;

import io.vertx.core.MultiMap;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a file's answer: 200, 206, 304 or 416, with the bytes that are to follow. */
record FileHead(int status, Map<String, String> headers, ByteRange range) {
    static FileHead of(FileTraits traits, MultiMap asked) {
        Map<String, String> headers = new LinkedHashMap<>();
        String tag = tag(traits);
        String modified = modified(traits);
        if (tag != null) {
            headers.put("ETag", tag);
            headers.put("Last-Modified", modified);
        }
        if (tag != null && tag.equals(asked.get("If-None-Match"))) {
            return new FileHead(304, headers, new ByteRange(0, 0));
        }
        headers.put("Content-Type", traits.type());
        if (traits.ranges()) {
            headers.put("Accept-Ranges", "bytes");
        }
        String range = traits.ranges() && unchanged(asked.get("If-Range"), tag, modified) ? asked.get("Range") : null;
        return switch (ByteRange.wanted(range, traits.size())) {
            case ByteRange.Whole whole -> new FileHead(200, headers, new ByteRange(0, traits.size()));
            case ByteRange.Part part -> {
                headers.put(
                        "Content-Range",
                        "bytes " + part.range().start() + "-" + (part.range().end() - 1) + "/" + traits.size());
                yield new FileHead(206, headers, part.range());
            }
            case ByteRange.Nowhere nowhere -> {
                headers.put("Content-Range", "bytes */" + traits.size());
                yield new FileHead(416, headers, new ByteRange(0, 0));
            }
        };
    }

    // A weak tag never matches here, as the standard has it.
    private static boolean unchanged(@Nullable String ifRange, @Nullable String tag, String modified) {
        return ifRange == null
                || (tag != null && !tag.startsWith("W/") && ifRange.equals(tag))
                || (tag != null && ifRange.equals(modified));
    }

    private static @Nullable String tag(FileTraits traits) {
        return switch (traits.tag()) {
            case STRONG -> traits.file().etag();
            case WEAK -> "W/" + traits.file().etag();
            case NONE -> null;
        };
    }

    private static String modified(FileTraits traits) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                traits.file().modified().atOffset(ZoneOffset.UTC));
    }
}
