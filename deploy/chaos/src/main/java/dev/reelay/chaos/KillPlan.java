package dev.reelay.chaos;

import dev.reelay.chaos.point.KillPoint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The order of the kills: every point comes once before any comes again, in an order that the seed draws anew each time.
 * The same seed gives the same order, from whatever number it is taken up.
 */
record KillPlan(long seed, List<KillPoint> points) {
    /** The points of kills {@code from} to {@code from + count}. */
    List<KillPoint> kills(int from, int count) {
        List<KillPoint> all = new ArrayList<>();
        Random random = new Random(seed);
        while (all.size() < from + count) {
            List<KillPoint> round = new ArrayList<>(points);
            Collections.shuffle(round, random);
            all.addAll(round);
        }
        return List.copyOf(all.subList(from, from + count));
    }
}
