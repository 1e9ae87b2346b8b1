package dev.reelay.worker.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where one output of one attempt lies: tenant/generation/attempt/n, below the prefix of its place. No two attempts share a key, so what lies there was
 * written by this attempt or by nobody.
 *
 * @param number of the output, from 0
 */
public record ObjectKey(Place place, String tenant, UUID generation, UUID attempt, int number) {
    public ObjectKey {
        if (!tenant.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("a tenant that is no part of a key: " + tenant);
        }
        if (number < 0) {
            throw new IllegalArgumentException("outputs are counted from 0, not from " + number);
        }
    }

    /** A key in the installation's bucket. */
    public ObjectKey(String tenant, UUID generation, UUID attempt, int number) {
        this(Place.OF_THE_INSTALLATION, tenant, generation, attempt, number);
    }

    private static final Pattern PATH =
            Pattern.compile("(.+/)?([A-Za-z0-9][A-Za-z0-9._-]*)/([0-9a-f-]{36})/([0-9a-f-]{36})/(\\d{1,9})");

    /** The key with this path; empty where it is none of ours. */
    static Optional<ObjectKey> parse(@Nullable String bucket, String path) {
        Matcher parts = PATH.matcher(path);
        try {
            return parts.matches()
                    ? Optional.of(new ObjectKey(
                            new Place(bucket, parts.group(1) == null ? "" : parts.group(1)),
                            parts.group(2),
                            UUID.fromString(parts.group(3)),
                            UUID.fromString(parts.group(4)),
                            Integer.parseInt(parts.group(5))))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** Of another output of the same attempt. */
    public ObjectKey numbered(int other) {
        return new ObjectKey(place, tenant, generation, attempt, other);
    }

    /** The key in the bucket. */
    public String path() {
        return place.prefix() + tenant + "/" + generation + "/" + attempt + "/" + number;
    }

    /** What a person's browser saves it as. */
    public String filename() {
        return generation + (number == 0 ? "" : "-" + number) + ".mp4";
    }

    @Override
    public String toString() {
        return path();
    }
}
