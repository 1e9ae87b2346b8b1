package dev.reelay.callback;

import dev.reelay.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.UUID;

/** Takes a provider's word that a request of ours has ended; saying it again changes nothing. */
@ApplicationScoped
public class HearCallback {
    private final Database database;

    HearCallback(Database database) {
        this.database = database;
    }

    /** What came of it. */
    public enum Outcome {
        /** The attempt was in doubt, or held for refused or not sent; the provider has it, and is asked. */
        ACCEPTED,
        /** The answer to the submit is still waited for; the id counts if none comes. */
        KEPT,
        /** The provider is asked now. */
        WOKEN,
        /** It is no news. */
        REPEATED,
        /** The attempt has ended without an id. */
        ENDED,
        /** The attempt has another id, or another attempt has this one. */
        OTHER,
        /** There is no such attempt at this provider. */
        UNKNOWN_ATTEMPT
    }

    /** A callback with a good signature, about the request that the provider has under this id; one transaction. */
    public Outcome hear(String provider, UUID attempt, String id) {
        return database.query(
                        "select hear_callback(?, ?, ?)",
                        row -> Outcome.valueOf(row.getString(1).toUpperCase(Locale.ROOT)),
                        attempt,
                        provider,
                        id)
                .getFirst();
    }
}
