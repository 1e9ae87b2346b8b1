package dev.reelay.generation;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Stops a generation as far as that is possible, and says how far it was; asking again changes nothing. */
@ApplicationScoped
public class CancelGeneration {
    private final Database database;

    CancelGeneration(Database database) {
        this.database = database;
    }

    /** What came of it. */
    public enum Outcome {
        /** It was with no provider and will go to none. */
        CANCELLED,
        /** A provider has it; a worker asks there. Its end tells whether that came in time. */
        REQUESTED,
        /** It waits for it no longer; whether a provider has it is not known. */
        LET_GO,
        /** It is rendered and being stored. */
        STORED,
        /** It has ended. */
        ENDED,
        /** The tenant has no such generation. */
        UNKNOWN
    }

    /** Cancels, or asks for it; one transaction with its event. */
    public Outcome cancel(int tenant, UUID id) {
        String outcome = database.query("select cancel_generation(?, ?)", row -> row.getString(1), tenant, id)
                .getFirst();
        return switch (outcome) {
            case "cancelled" -> Outcome.CANCELLED;
            case "requested" -> Outcome.REQUESTED;
            case "let_go" -> Outcome.LET_GO;
            case "stored" -> Outcome.STORED;
            case "ended" -> Outcome.ENDED;
            case "unknown" -> Outcome.UNKNOWN;
            default -> throw new IllegalStateException("cancel_generation answered " + outcome);
        };
    }
}
