package dev.reelay.simulator.settings;

import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes, fixed ({@code 2MiB}) or drawn evenly from a range ({@code 64KiB..4MiB}). */
public record ByteSize(long least, long most) {
    private static final Pattern AMOUNT = Pattern.compile("(\\d+)\\s*(b|kib|mib|gib|)");

    public ByteSize {
        if (most < least) {
            throw new IllegalArgumentException(
                    "a range of sizes must not end before it begins: " + least + ".." + most);
        }
    }

    /** Reads {@code 5000}, {@code 2MiB} or {@code 64KiB..4MiB}. */
    public static ByteSize parse(String text) {
        int dots = text.indexOf("..");
        return dots < 0
                ? new ByteSize(bytes(text), bytes(text))
                : new ByteSize(bytes(text.substring(0, dots)), bytes(text.substring(dots + 2)));
    }

    /** Reads one size: a whole number, alone or with B, KiB, MiB or GiB. */
    public static long bytes(String text) {
        Matcher matcher = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new IllegalArgumentException("not a size such as 5000, 64KiB, 2MiB or 1GiB: " + text);
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "kib" -> amount << 10;
            case "mib" -> amount << 20;
            case "gib" -> amount << 30;
            default -> amount;
        };
    }

    /** One size of the range. */
    public long draw(RandomGenerator random) {
        return most == least ? least : random.nextLong(least, most + 1);
    }
}
