package dev.reelay.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is staged.
 *
 * @param n its number in the file, from 1
 * @param wanted an order's row without its id; null where the line cannot be accepted
 * @param faults why it cannot; empty where it can
 */
public record StagedLine(
        int n, @Nullable String customId, @Nullable ObjectNode wanted, List<Violation> faults) {
    public StagedLine {
        faults = List.copyOf(faults);
    }

    /** The faults as the row keeps them. */
    JsonNode faultsAsJson() {
        return BatchRows.faults(faults);
    }
}
