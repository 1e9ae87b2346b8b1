package dev.reelay.processes;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Where the pieces are, and the caller's key. */
public record Addresses(URI api, String apiKey, String jdbc, String kafka, URI simulator) {
    @Override
    public String toString() {
        return "api " + api + ", kafka " + kafka + ", simulator " + simulator;
    }

    /** What must be known of pieces that run already; the key is of a tenant there. */
    public static Addresses of(
            @Nullable String api,
            @Nullable String apiKey,
            @Nullable String jdbc,
            @Nullable String kafka,
            @Nullable String simulator) {
        if (api == null || apiKey == null || jdbc == null || kafka == null || simulator == null) {
            throw new IllegalArgumentException("running pieces need --api, --api-key, --jdbc, --kafka and --simulator");
        }
        return new Addresses(URI.create(api), apiKey, jdbc, kafka, URI.create(simulator));
    }
}
