package dev.reelay.pieces;

import dev.reelay.catalog.Provider;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One thing that happens at a provider, and how a request must end by it: {@code status: class, whether money may be owed ·
 * state of the last attempt · submits/renders/charges} on the bill.
 *
 * @param faults what the simulator is asked to do, in a prompt
 * @param otherwise the ends at providers that differ, by name
 */
record ConformanceCase(String name, String faults, When when, String end, Map<String, String> otherwise) {
    /** The provider has taken it and nobody here knows: unless its history can be searched. */
    static final String UNKNOWN_AND_PAID = "failed: submit_outcome_unknown, owed? · unknown · 1/1/1";

    static final String DONE = "completed · succeeded · 1/1/1";

    /** When the faults strike, or the caller cancels. */
    enum When {
        /** By itself. */
        AT_ONCE,
        /** The caller sets a deadline, which passes. */
        DEADLINE,
        /** The caller cancels while the request is in the provider's queue. */
        CANCEL_QUEUED,
        /** The caller cancels while the provider renders. */
        CANCEL_RENDERING
    }

    static ConformanceCase of(String name, String faults, String end) {
        return new ConformanceCase(name, faults, When.AT_ONCE, end, Map.of());
    }

    ConformanceCase when(When other) {
        return new ConformanceCase(name, faults, other, end, otherwise);
    }

    /** Ends otherwise at a provider, since it answers otherwise, or cannot. */
    ConformanceCase at(String provider, String otherEnd) {
        Map<String, String> more = new LinkedHashMap<>(otherwise);
        more.put(provider, otherEnd);
        return new ConformanceCase(name, faults, when, end, more);
    }

    /** The end that is right at a provider. */
    String endAt(Provider provider) {
        boolean cancels = when == When.CANCEL_QUEUED || when == When.CANCEL_RENDERING;
        if (cancels && provider.cancel() == null) {
            // Where nothing can be cancelled, the request goes on and is paid for.
            return DONE;
        }
        String usual = otherwise.getOrDefault(provider.name(), end);
        return provider.history() != null && usual.equals(UNKNOWN_AND_PAID) ? DONE : usual;
    }

    /** A prompt of this case and no other. */
    String prompt(String provider) {
        StringBuilder prompt = new StringBuilder(mark(provider));
        for (String fault : faults.split(" ", -1)) {
            if (!fault.isEmpty()) {
                prompt.append(" [[fault:").append(fault).append("]]");
            }
        }
        return prompt.toString();
    }

    /** What finds the case's submits on the bill. */
    String mark(String provider) {
        return "<" + name + " at " + provider + ">";
    }
}
