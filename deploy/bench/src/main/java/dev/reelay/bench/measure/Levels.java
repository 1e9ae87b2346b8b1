package dev.reelay.bench.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values that are looked at again and again, and whether each levels off. */
public final class Levels {
    /** How much more the last quarter may have than the second, besides what is allowed for noise. */
    private static final double MOST_GROWTH = 1.1;

    private final Map<String, Level> levels = new LinkedHashMap<>();

    private record Level(double noise, List<Double> values) {}

    /** One more look at a value, whose noise is in its own unit. */
    public void look(String name, double value, double noise) {
        levels.computeIfAbsent(name, first -> new Level(noise, new ArrayList<>()))
                .values()
                .add(value);
    }

    /** The names, in the order in which they were first looked at. */
    public List<String> names() {
        return List.copyOf(levels.keySet());
    }

    /** The value in the middle of each quarter of the time; there must have been four looks at least. */
    public List<Double> quarters(String name) {
        List<Double> values = level(name).values();
        List<Double> middles = new ArrayList<>();
        for (int quarter = 0; quarter < 4; quarter++) {
            List<Double> some =
                    new ArrayList<>(values.subList(quarter * values.size() / 4, (quarter + 1) * values.size() / 4));
            some.sort(null);
            middles.add(some.get(some.size() / 2));
        }
        return middles;
    }

    /** Whether the last quarter has no more than the second: in the first everything still fills. */
    public boolean levelsOff(String name) {
        List<Double> quarters = quarters(name);
        return quarters.get(3) <= quarters.get(1) * MOST_GROWTH + level(name).noise();
    }

    private Level level(String name) {
        Level level = levels.get(name);
        if (level == null) {
            throw new IllegalArgumentException("nobody looked at " + name);
        }
        return level;
    }
}
