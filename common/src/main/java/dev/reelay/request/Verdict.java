package dev.reelay.request;

import dev.reelay.catalog.Violation;
import java.util.List;

/** What came of checking a request. */
public sealed interface Verdict {

    /** It can be accepted; by some it cannot be served, which is told beside. */
    record Fit(Order order, List<PassedOver> passedOver) implements Verdict {
        public Fit {
            passedOver = List.copyOf(passedOver);
        }
    }

    /** It cannot, for all of these reasons. */
    record Unfit(Fault fault, List<Violation> violations) implements Verdict {
        public Unfit {
            violations = List.copyOf(violations);
        }
    }

    /** What kind of fault it is; the violations say the rest. */
    enum Fault {
        /** The model of the address is not in the catalog. */
        UNKNOWN_MODEL,
        /** Fields are missing, of the wrong form, or not what the model takes. */
        INVALID,
        /** The model could take it, but none of the providers that are left can serve it. */
        NO_PROVIDER
    }
}
