package dev.reelay.simulator.fault;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds faults that a prompt asks for: {@code [[fault:name@amount*times]]}. Counted faults of the submit are counted
 * by prompt, so that the second submit of the same prompt may get through. Not thread-safe.
 */
final class FaultMarkers {
    private static final Pattern MARKER = Pattern.compile("\\[\\[fault:([^\\]]+)]]");
    private static final int REMEMBERED_PROMPTS = 10_000;

    private final Map<String, Integer> struck = new LinkedHashMap<>();

    /** All orders of the prompt; a name that nobody knows is refused loudly. */
    static List<FaultOrder> in(@Nullable String prompt) {
        if (prompt == null || !prompt.contains("[[fault:")) {
            return List.of();
        }
        List<FaultOrder> orders = new ArrayList<>();
        Matcher matcher = MARKER.matcher(prompt);
        while (matcher.find()) {
            orders.add(FaultOrder.parse(matcher.group(1)));
        }
        return orders;
    }

    /** The first order for the submit itself that is not used up for this prompt. */
    @Nullable
    FaultOrder forSubmit(@Nullable String prompt) {
        for (FaultOrder order : in(prompt)) {
            if (order.fault().moment() == Moment.SUBMIT
                    && (order.times() == Integer.MAX_VALUE || counted(prompt, order))) {
                return order;
            }
        }
        return null;
    }

    private boolean counted(@Nullable String prompt, FaultOrder order) {
        int before = struck.merge(order + " " + prompt, 1, Integer::sum) - 1;
        if (struck.size() > REMEMBERED_PROMPTS) {
            struck.remove(struck.keySet().iterator().next());
        }
        return before < order.times();
    }

    void clear() {
        struck.clear();
    }
}
