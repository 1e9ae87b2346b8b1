package dev.reelay.simulator.protocol;

import dev.reelay.simulator.settings.Access;
import dev.reelay.simulator.studio.Account;
import dev.reelay.simulator.video.Sha256;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds out who calls a provider. Fingerprints are remembered, since a checksum for each poll would be dear. */
final class Caller {
    private static final int REMEMBERED = 1_000;

    private final ProviderProtocol provider;
    private final Floor floor;
    private final Map<String, String> fingerprints = new LinkedHashMap<>();

    Caller(ProviderProtocol provider, Floor floor) {
        this.provider = provider;
        this.floor = floor;
    }

    /** The account of the caller, or null when the key is missing, in another scheme, or not accepted. */
    @Nullable
    Account account(HttpServerRequest request) {
        String key = provider.key(request.headers());
        Access access = floor.settings().behaviour(provider.name(), "").access();
        return key == null || !access.accepts(key) ? null : floor.studio().account(provider.name(), fingerprint(key));
    }

    /** A fingerprint of whatever key came, for the bill. */
    String fingerprint(HttpServerRequest request) {
        String key = provider.key(request.headers());
        return key == null ? "none" : fingerprint(key);
    }

    private String fingerprint(String key) {
        if (fingerprints.size() > REMEMBERED) {
            fingerprints.clear();
        }
        return fingerprints.computeIfAbsent(key, Sha256::fingerprint);
    }
}
