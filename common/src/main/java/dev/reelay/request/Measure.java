package dev.reelay.request;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a value is, where it has a size: a number, a ratio such as {@code 16:9}, or a word around one number such as
 * {@code 720p}. Only values of one kind can be compared.
 *
 * @param kind of ratios, the logarithm is the size, so that 1:1 is as far from 4:3 as from 3:4
 */
record Measure(String kind, double size) {
    private static final Pattern RATIO = Pattern.compile("(\\d+(?:\\.\\d+)?):(\\d+(?:\\.\\d+)?)");
    private static final Pattern WORD = Pattern.compile("(\\D*)(\\d+(?:\\.\\d+)?)(\\D*)");
    /** Two distances that differ by less are the same, told apart only by the rounding of logarithms. */
    private static final double STEPS = 1e9;

    /** The size of a value, if it has one. */
    static Optional<Measure> of(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(new Measure("number", value.doubleValue()));
        }
        return value.isTextual() ? ofText(value.textValue()) : Optional.empty();
    }

    private static Optional<Measure> ofText(String text) {
        Matcher ratio = RATIO.matcher(text);
        if (ratio.matches()) {
            double size = Math.log(Double.parseDouble(ratio.group(1)) / Double.parseDouble(ratio.group(2)));
            return Double.isFinite(size) ? Optional.of(new Measure("ratio", size)) : Optional.empty();
        }
        Matcher word = WORD.matcher(text);
        return word.matches()
                ? Optional.of(
                        new Measure("word " + word.group(1) + "#" + word.group(3), Double.parseDouble(word.group(2))))
                : Optional.empty();
    }

    /** How far two of one kind are apart, in steps that cannot be told apart any finer. */
    double stepsTo(Measure other) {
        return Math.rint(Math.abs(size - other.size) * STEPS);
    }
}
