package dev.reelay.chaos.judge;

import java.util.List;

/** One promise, the figure behind it, and whatever broke it. */
public record Check(String promise, String figure, List<String> broken) {
    private static final int SHOWN = 10;

    public boolean holds() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        String line = (holds() ? "holds   " : "BROKEN  ") + promise + ": " + figure;
        return holds()
                ? line
                : line + "\n          "
                        + String.join(
                                "\n          ", broken.stream().limit(SHOWN).toList());
    }
}
