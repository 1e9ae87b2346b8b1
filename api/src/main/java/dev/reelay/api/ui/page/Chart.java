package dev.reelay.api.ui.page;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A small line over a stretch of time, as the points of an SVG of 100 by 30.
 *
 * @param line the points of the line
 * @param area the same, closed along the bottom
 * @param most the highest value
 * @param last the newest value
 */
public record Chart(String line, String area, long most, long last) {
    private static final double WIDTH = 100;
    private static final double HEIGHT = 30;

    /** Of values at equal distances, the oldest first. */
    public static Chart of(List<Long> values) {
        long most = values.stream().mapToLong(Long::longValue).max().orElse(0);
        String line = IntStream.range(0, values.size())
                .mapToObj(n -> point(n * WIDTH / Math.max(1, values.size() - 1), values.get(n), most))
                .collect(Collectors.joining(" "));
        return new Chart(line, "0,30 " + line + " 100,30", most, values.isEmpty() ? 0 : values.getLast());
    }

    private static String point(double x, long value, long most) {
        double y = most == 0 ? HEIGHT - 1 : HEIGHT - 1 - value * (HEIGHT - 3) / most;
        return String.format(Locale.ROOT, "%.2f,%.2f", x, y);
    }
}
