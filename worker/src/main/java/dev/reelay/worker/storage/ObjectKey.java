package dev.reelay.worker.storage;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where one output of one attempt lies: tenant/generation/attempt/n. No two attempts share a key, so what lies there was
 * written by this attempt or by nobody.
 *
 * @param number of the output, from 0
 */
public record ObjectKey(String tenant, UUID generation, UUID attempt, int number) {
    public ObjectKey {
        if (!tenant.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("a tenant that is no part of a key: " + tenant);
        }
        if (number < 0) {
            throw new IllegalArgumentException("outputs are counted from 0, not from " + number);
        }
    }

    private static final Pattern PATH =
            Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]*)/([0-9a-f-]{36})/([0-9a-f-]{36})/(\\d{1,9})");

    /** The key with this path; empty where it is none of ours. */
    static Optional<ObjectKey> parse(String path) {
        Matcher parts = PATH.matcher(path);
        try {
            return parts.matches()
                    ? Optional.of(new ObjectKey(
                            parts.group(1),
                            UUID.fromString(parts.group(2)),
                            UUID.fromString(parts.group(3)),
                            Integer.parseInt(parts.group(4))))
                    : Optional.empty();
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    /** The key in the bucket. */
    public String path() {
        return tenant + "/" + generation + "/" + attempt + "/" + number;
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
