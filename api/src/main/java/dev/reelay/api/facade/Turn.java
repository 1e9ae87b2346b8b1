package dev.reelay.api.facade;

import java.time.Instant;
import java.util.UUID;

/**
 * A submit on its way: until its answer was written, a repeat of it is the same request.
 *
 * @param key under which it is accepted
 * @param holder which of the submits with this key this is
 * @param at when the first of them came
 */
record Turn(String key, Of of, UUID holder, Instant at) {

    /** By whom it was made, in which form, and what it asks for. */
    record Of(int tenant, UUID apiKey, String facade, String fingerprint) {}
}
