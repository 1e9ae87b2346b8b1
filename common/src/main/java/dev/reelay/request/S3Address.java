package dev.reelay.request;

import dev.reelay.tenant.Tenant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of an object, {@code s3://bucket/key}. */
public record S3Address(String bucket, String key) {
    private static final Pattern SHAPE =
            Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/([^?#\\s\\p{Cntrl}]{1,1024})");

    /** Empty when the text is none, or climbs out of where it seems to lie. */
    public static Optional<S3Address> parse(String text) {
        Matcher parts = SHAPE.matcher(text);
        return parts.matches() && !List.of(text.split("/", -1)).contains("..")
                ? Optional.of(new S3Address(parts.group(1), parts.group(2)))
                : Optional.empty();
    }

    /** Why a tenant may not name this; empty when it may. */
    public static Optional<String> objection(String text, Tenant tenant) {
        if (parse(text).isEmpty()) {
            return Optional.of("must be an object's address: s3://bucket/key");
        }
        return tenant.mayRead(text)
                ? Optional.empty()
                : Optional.of("lies outside of the s3:// prefixes that this tenant may read");
    }
}
