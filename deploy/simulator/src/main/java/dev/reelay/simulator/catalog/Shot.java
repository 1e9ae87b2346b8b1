package dev.reelay.simulator.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The video that an input asks for: lines of resolution, proportions and whole seconds. */
public record Shot(int lines, int across, int down, int seconds) {
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern PAIR = Pattern.compile("(\\d+)[:*x](\\d+)");

    /** What the input asks for, and this where it says nothing that can be read. */
    public Shot adjusted(JsonNode input) {
        Matcher size = PAIR.matcher(input.path("size").asText(""));
        Matcher aspect = PAIR.matcher(input.path("aspect_ratio").asText(""));
        int wantedSeconds = number(input.path("duration"), seconds);
        int wantedLines = number(input.path("resolution"), lines);
        if (size.matches()) {
            int width = Integer.parseInt(size.group(1));
            int height = Integer.parseInt(size.group(2));
            return new Shot(Math.min(width, height), width, height, wantedSeconds);
        }
        return aspect.matches()
                ? new Shot(
                        wantedLines,
                        Integer.parseInt(aspect.group(1)),
                        Integer.parseInt(aspect.group(2)),
                        wantedSeconds)
                : new Shot(wantedLines, across, down, wantedSeconds);
    }

    public boolean upright() {
        return down > across;
    }

    private static int number(JsonNode value, int otherwise) {
        Matcher digits = DIGITS.matcher(value.asText(""));
        return digits.find() ? Integer.parseInt(digits.group()) : otherwise;
    }
}
