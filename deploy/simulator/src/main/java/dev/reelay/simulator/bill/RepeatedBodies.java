package dev.reelay.simulator.bill;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts bodies that were accepted or rendered more than once: the sign of a video paid twice when every request has a
 * body of its own. Remembers a million bodies by half a hash each; beyond that it says that it is not complete.
 */
final class RepeatedBodies {
    private static final int REMEMBERED = 1_000_000;
    private static final int RENDERED = 1 << 16;

    // The low half of the value counts acceptances, the high half renderings.
    private final Map<Long, Integer> seen = new HashMap<>();
    private long acceptedTwice;
    private long renderedTwice;
    private boolean complete = true;

    Body body(String what) {
        return new Body(Long.parseUnsignedLong(what.substring(0, 16), 16));
    }

    BillReport.Repeats report() {
        return new BillReport.Repeats(acceptedTwice, renderedTwice, complete);
    }

    void clear() {
        seen.clear();
        acceptedTwice = 0;
        renderedTwice = 0;
        complete = true;
    }

    private int add(long hash, int amount) {
        if (seen.size() >= REMEMBERED && !seen.containsKey(hash)) {
            complete = false;
            return amount;
        }
        return seen.merge(hash, amount, Integer::sum);
    }

    /** One body, by its hash. */
    final class Body {
        private final long hash;

        private Body(long hash) {
            this.hash = hash;
        }

        void accepted() {
            if (add(hash, 1) % RENDERED == 2) {
                acceptedTwice++;
            }
        }

        void rendered() {
            if (add(hash, RENDERED) / RENDERED == 2) {
                renderedTwice++;
            }
        }
    }
}
