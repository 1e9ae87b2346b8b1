package dev.reelay.catalog.definition;

import dev.reelay.catalog.definition.Part.Scalar;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** The kinds of single values that definitions hold beside texts. */
public final class Values {
    private Values() {}

    /** A duration; zero stands in. */
    public static Duration duration(Section section, String key) {
        return section.scalar(
                key,
                "a duration such as 500ms, 90s, 5m, 2h, 7d or PT1M30S",
                Duration.ZERO,
                scalar -> Durations.of(scalar.text()));
    }

    /** A day; the first of 1970 stands in. */
    public static LocalDate day(Section section, String key) {
        return section.scalar(key, "a day such as 2026-08-31", LocalDate.EPOCH, Values::day);
    }

    /** The base address of an HTTP API, without a slash at its end. */
    public static URI base(Section section, String key) {
        return section.scalar(
                key,
                "an http or https address without query, such as https://api.example.com/v1",
                URI.create("https://invalid.invalid"),
                scalar -> base(scalar.text()));
    }

    /** One of these words. */
    public static <T> T choice(Section section, String key, Map<String, T> words, T standIn) {
        String right =
                "one of " + String.join(", ", words.keySet().stream().sorted().toList());
        return section.scalar(key, right, standIn, scalar -> Optional.ofNullable(words.get(scalar.text())));
    }

    private static Optional<LocalDate> day(Scalar scalar) {
        try {
            return Optional.of(LocalDate.parse(scalar.text()));
        } catch (DateTimeParseException no) {
            return Optional.empty();
        }
    }

    private static Optional<URI> base(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            boolean bare = uri.getRawQuery() == null && uri.getRawFragment() == null && uri.getRawUserInfo() == null;
            return Optional.of(uri).filter(ignored -> web && bare && uri.getHost() != null);
        } catch (URISyntaxException no) {
            return Optional.empty();
        }
    }
}
