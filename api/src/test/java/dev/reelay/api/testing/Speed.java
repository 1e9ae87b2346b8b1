package dev.reelay.api.testing;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** How long a thing takes that is done again and again. */
public final class Speed {
    private static final Logger LOG = Logger.getLogger(Speed.class);
    private static final int TIMES = 11;

    private Speed() {}

    /** The median of several times. */
    public static Duration median(Runnable doing) {
        return Duration.ofNanos(IntStream.range(0, TIMES)
                .mapToLong(n -> timed(doing))
                .sorted()
                .skip(TIMES / 2)
                .findFirst()
                .orElseThrow());
    }

    /** Tells what was measured. */
    public static void tell(String what, Map<String, Duration> times) {
        times.forEach((name, time) -> LOG.infof("%s took %d ms: %s", what, time.toMillis(), name));
    }

    private static long timed(Runnable doing) {
        long before = System.nanoTime();
        doing.run();
        return System.nanoTime() - before;
    }
}
