package dev.reelay.chaos.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Draws requests: the same seed and number give the same one.
 *
 * @param providers who is to serve them, as often as each is named
 * @param cancels how many of a hundred are cancelled
 * @param deadlines how many of a hundred have a deadline
 */
public record Mix(long seed, List<String> providers, int cancels, int deadlines) {
    /** Twice as many at the provider with the richest protocol. */
    public static final List<String> ALL = List.of(
            "fal", "fal", "fal", "fal", "runcomfy", "runcomfy", "wavespeed", "wavespeed", "segmind", "segmind-v1");

    /** The same, and as many again to whoever is cheapest or fastest, and on to the next where one fails. */
    public static final List<String> ROUTED = routed();

    /** Without the protocol that leaves nothing to ask for. */
    public static final List<String> POLLED = List.of("fal", "fal", "runcomfy", "wavespeed", "segmind");

    private static final List<String> POLICIES =
            List.of("fail", "fail", "fail", "fail", "fail", "resubmit", "resubmit", "resubmit", "hold", "hold");

    private static List<String> routed() {
        List<String> all = new ArrayList<>(ALL);
        all.addAll(Collections.nCopies(5, Wish.CHEAPEST));
        all.addAll(Collections.nCopies(5, Wish.FASTEST));
        return List.copyOf(all);
    }

    public Wish draw(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return new Wish(
                "clip " + number + " of " + seed,
                providers.get(random.nextInt(providers.size())),
                POLICIES.get(random.nextInt(POLICIES.size())),
                sometimes(random, deadlines, 5_000, 30_000),
                sometimes(random, cancels, 0, 6_000));
    }

    private static @Nullable Duration sometimes(Random random, int ofHundred, int from, int to) {
        boolean now = random.nextInt(100) < ofHundred;
        Duration time = Duration.ofMillis(random.nextInt(from, to));
        return now ? time : null;
    }
}
