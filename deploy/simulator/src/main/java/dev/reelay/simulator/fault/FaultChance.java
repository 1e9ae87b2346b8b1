package dev.reelay.simulator.fault;

import java.util.ArrayList;
import java.util.List;

/** A fault that strikes with a probability: passing ones at each call, the others once, when the job is accepted. */
public record FaultChance(FaultOrder order, double probability) {
    public FaultChance {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("a probability lies between 0 and 1, not " + probability);
        }
    }

    /** Reads {@code status-500:0.05,download-cut@1000:0.1}; empty text means none. */
    public static List<FaultChance> list(String text) {
        List<FaultChance> chances = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                int colon = part.lastIndexOf(':');
                if (colon < 0) {
                    throw new IllegalArgumentException("a chance looks like status-500:0.05, not " + part);
                }
                chances.add(new FaultChance(
                        FaultOrder.parse(part.substring(0, colon)), Double.parseDouble(part.substring(colon + 1))));
            }
        }
        return List.copyOf(chances);
    }

    /** Whether it is drawn anew at each call of its moment. */
    boolean perCall() {
        return switch (order.fault().moment()) {
            case STATUS, RESULT, CANCEL, HISTORY, DOWNLOAD ->
                !order.fault().effect().lasting();
            case SUBMIT, GENERATION, WEBHOOK -> false;
        };
    }
}
