package dev.reelay.worker.webhook;

import org.jspecify.annotations.Nullable;

/** What lies sealed for an endpoint. A plain class: arrays have no use for a record's equality. */
final class Seals {
    private final byte[] secret;
    private final byte @Nullable [] oldSecret;
    private final byte @Nullable [] headers;

    Seals(byte[] secret, byte @Nullable [] oldSecret, byte @Nullable [] headers) {
        this.secret = secret;
        this.oldSecret = oldSecret;
        this.headers = headers;
    }

    byte[] secret() {
        return secret;
    }

    /** Null unless it still signs too. */
    byte @Nullable [] oldSecret() {
        return oldSecret;
    }

    /** Null where it has none of its own. */
    byte @Nullable [] headers() {
        return headers;
    }
}
