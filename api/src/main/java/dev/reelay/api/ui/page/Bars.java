package dev.reelay.api.ui.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Values over a stretch of time as the bars of an SVG of 100 by 30; where there is no value there is no bar. */
public record Bars(List<Bar> bars) {
    private static final double WIDTH = 100;
    private static final double HEIGHT = 30;
    private static final double GAP = 0.8;
    private static final double LEAST = 1;

    public Bars {
        bars = List.copyOf(bars);
    }

    /**
     * One bar, in the numbers of the SVG.
     *
     * @param title what it says to whoever points at it
     */
    public record Bar(String x, String y, String width, String height, String title) {}

    /**
     * Of values at equal distances, the oldest first.
     *
     * @param whole what a bar of the full height stands for, unless a value is above it
     * @param title of the bar of this number
     */
    public static Bars of(List<? extends @Nullable Double> values, double whole, IntFunction<String> title) {
        double most = whole;
        for (Double value : values) {
            most = value == null ? most : Math.max(most, value);
        }
        double step = WIDTH / Math.max(1, values.size());
        List<Bar> bars = new ArrayList<>();
        for (int n = 0; n < values.size(); n++) {
            Double value = values.get(n);
            if (value != null && most > 0) {
                double height = value == 0 ? 0 : Math.max(LEAST, value * HEIGHT / most);
                bars.add(new Bar(
                        number(n * step + GAP / 2),
                        number(HEIGHT - height),
                        number(step - GAP),
                        number(height),
                        title.apply(n)));
            }
        }
        return new Bars(bars);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
