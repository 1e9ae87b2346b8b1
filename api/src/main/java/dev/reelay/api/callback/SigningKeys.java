package dev.reelay.api.callback;

import java.util.List;

/** The keys by which a provider that publishes them signs. */
interface SigningKeys {
    /** Those of a few seconds ago, in base64url; none when none are known. */
    List<String> of(String provider);

    /** The newest that are known, after a signature that none of the others made; newer ones are asked for. */
    List<String> newest(String provider);
}
