package dev.reelay.catalog.definition;

import java.math.BigInteger;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an unquoted word of YAML means by the core schema of YAML 1.2. */
final class PlainWord {
    private static final Pattern NOTHING = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern TRUTH = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,40}");
    private static final Pattern FRACTION =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");

    private PlainWord() {}

    static @Nullable Object value(String word) {
        if (NOTHING.matcher(word).matches()) {
            return null;
        }
        if (TRUTH.matcher(word).matches()) {
            return Boolean.valueOf(word);
        }
        if (WHOLE.matcher(word).matches()) {
            return whole(new BigInteger(word));
        }
        return FRACTION.matcher(word).matches() ? (Object) Double.valueOf(word) : word;
    }

    private static Object whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return number.intValue();
        }
        return number.bitLength() < Long.SIZE ? (Object) number.longValue() : number;
    }
}
