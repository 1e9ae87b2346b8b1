package dev.reelay.generation;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Provider;
import dev.reelay.database.Database;
import dev.reelay.request.Settlement;
import dev.reelay.request.Settlement.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes a person's word for an attempt whose outcome is unknown; saying it again changes nothing. */
@ApplicationScoped
public class SettleUnknown {
    private final Database database;
    private final Catalog catalog;

    SettleUnknown(Database database, Catalog catalog) {
        this.database = database;
        this.catalog = catalog;
    }

    /** What came of it; all but the first two change nothing. */
    public enum Verdict {
        DONE,
        /** It was said before, and is so. */
        REPEATED,
        UNKNOWN_REQUEST,
        UNKNOWN_ATTEMPT,
        /** The attempt's outcome is known. */
        NOT_UNKNOWN,
        /** The generation does not wait for this attempt. */
        NOT_HELD,
        /** Another attempt holds what the provider is said to have accepted. */
        TAKEN,
        /** The provider answers with the result itself, and nothing can be asked for again. */
        NOTHING_TO_ASK
    }

    /**
     * A verdict.
     *
     * @param state of the generation now; null where there is none
     */
    public record Settled(Verdict verdict, @Nullable GenerationState state) {}

    /** Settles attempt {@code number} of a generation; one transaction with its events. */
    public Settled settle(int tenant, UUID id, int number, Settlement settlement) {
        if (settlement.outcome() == Outcome.ACCEPTED && answersWithTheResult(tenant, id, number)) {
            return new Settled(Verdict.NOTHING_TO_ASK, null);
        }
        return database.query(
                        "select verdict, state from settle_unknown(?, ?, ?, ?, ?)",
                        row -> new Settled(
                                Verdict.valueOf(row.getString(1).toUpperCase(Locale.ROOT)), state(row.getString(2))),
                        tenant,
                        id,
                        number,
                        settlement.outcome().wire(),
                        settlement.providerRequestId())
                .getFirst();
    }

    private boolean answersWithTheResult(int tenant, UUID id, int number) {
        return database.first(
                        "select provider from attempt where generation_id = ? and tenant_id = ? and number = ?",
                        row -> row.getString(1),
                        id,
                        tenant,
                        number)
                .flatMap(catalog::provider)
                .map(Provider::submit)
                .filter(Provider.Submit::blocking)
                .isPresent();
    }

    private static @Nullable GenerationState state(String name) {
        return name.isEmpty() ? null : GenerationState.valueOf(name);
    }
}
