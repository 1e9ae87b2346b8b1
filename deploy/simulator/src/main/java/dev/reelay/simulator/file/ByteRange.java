package dev.reelay.simulator.file;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bytes of a file that are sent, from the first to the one before {@code end}. */
record ByteRange(long start, long end) {
    private static final Pattern SINGLE = Pattern.compile("bytes=(\\d*)-(\\d*)");

    /** What a Range header asks for. */
    sealed interface Wanted {}

    /** Everything: no header, or one that a server may ignore, such as several ranges. */
    record Whole() implements Wanted {}

    /** One part that exists. */
    record Part(ByteRange range) implements Wanted {}

    /** A part beyond the end. */
    record Nowhere() implements Wanted {}

    static Wanted wanted(@Nullable String header, long size) {
        Matcher matcher = header == null ? null : SINGLE.matcher(header.strip());
        if (matcher == null || !matcher.matches()) {
            return new Whole();
        }
        String first = matcher.group(1);
        String last = matcher.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? new Whole() : part(Math.max(0, size - Long.parseLong(last)), size, size);
        }
        long start = Long.parseLong(first);
        long end = last.isEmpty() ? size : Math.min(size, Long.parseLong(last) + 1);
        return !last.isEmpty() && Long.parseLong(last) < start ? new Whole() : part(start, end, size);
    }

    long length() {
        return end - start;
    }

    private static Wanted part(long start, long end, long size) {
        return start >= size || start >= end ? new Nowhere() : new Part(new ByteRange(start, end));
    }
}
