package dev.reelay.callback;

import dev.reelay.database.Database;
import dev.reelay.database.SqlArray;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The public keys by which providers sign, as they published them. Fetched by one worker for all: twice a day, and within
 * a minute of a signature that none of them made. Keys of more than a day ago prove nothing any more.
 */
@ApplicationScoped
public class CallbackKeys {
    private final Database database;

    CallbackKeys(Database database) {
        this.database = database;
    }

    /** Raw Ed25519 keys in base64url; none when there are none of the last day. */
    public List<String> of(String provider) {
        return database.first("""
                        select keys from callback_keys
                        where provider = ? and fetched_at > clock_timestamp() - interval '24 h'""", row -> List.of((String[]) row.getArray(1).getArray()), provider)
                .orElse(List.of());
    }

    /** Wants newer ones: there is a signature that none of these made. */
    public void ask(String provider) {
        database.update(
                "update callback_keys set asked_at = clock_timestamp() where provider = ? and asked_at is null",
                provider);
    }

    /** Answers true to one of all who ask, when the keys are to be fetched: it is the one to do it. */
    public boolean takeTurn(String provider) {
        return database.update("""
                insert into callback_keys (provider, tried_at) values (?, clock_timestamp())
                on conflict (provider) do update set tried_at = excluded.tried_at
                where callback_keys.tried_at < clock_timestamp() - interval '40 s'
                  and (callback_keys.asked_at is not null
                    or coalesce(callback_keys.fetched_at < clock_timestamp() - interval '12 h', true))""", provider) == 1;
    }

    /** Keeps what the provider publishes now, in place of what it published before. */
    public void keep(String provider, List<String> keys) {
        database.update(
                "update callback_keys set keys = ?, fetched_at = clock_timestamp(), asked_at = null where provider = ?",
                SqlArray.of("text", keys),
                provider);
    }
}
