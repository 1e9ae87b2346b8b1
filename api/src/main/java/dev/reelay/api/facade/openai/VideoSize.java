package dev.reelay.api.facade.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A size in pixels, which our inputs say as the length of the shorter side and the shape. */
record VideoSize(int width, int height) {
    private static final Pattern PIXELS = Pattern.compile("([1-9]\\d{1,4})x([1-9]\\d{1,4})");
    private static final Pattern SHORT_SIDE = Pattern.compile("(\\d{2,5})p");
    private static final Pattern SHAPE = Pattern.compile("([1-9]\\d?):([1-9]\\d?)");

    /** Such as {@code 1280x720}; empty where a text is none. */
    static Optional<VideoSize> parse(String text) {
        Matcher pixels = PIXELS.matcher(text);
        return pixels.matches()
                ? Optional.of(new VideoSize(Integer.parseInt(pixels.group(1)), Integer.parseInt(pixels.group(2))))
                : Optional.empty();
    }

    /** What an input asks for; empty where it leaves the shape to the provider. */
    static Optional<VideoSize> of(JsonNode input) {
        Matcher side = SHORT_SIDE.matcher(input.path("resolution").asText(""));
        Matcher shape = SHAPE.matcher(input.path("aspect_ratio").asText(""));
        if (!side.matches() || !shape.matches()) {
            return Optional.empty();
        }
        int shorter = Integer.parseInt(side.group(1));
        int across = Integer.parseInt(shape.group(1));
        int down = Integer.parseInt(shape.group(2));
        return Optional.of(
                across < down
                        ? new VideoSize(shorter, even(shorter * down / (double) across))
                        : new VideoSize(even(shorter * across / (double) down), shorter));
    }

    private static int even(double length) {
        return (int) Math.round(length / 2) * 2;
    }

    /** As an input says it. */
    void sayIn(ObjectNode input) {
        int common = BigInteger.valueOf(width).gcd(BigInteger.valueOf(height)).intValueExact();
        input.put("resolution", Math.min(width, height) + "p");
        input.put("aspect_ratio", width / common + ":" + height / common);
    }

    @Override
    public String toString() {
        return width + "x" + height;
    }
}
