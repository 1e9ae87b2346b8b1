package dev.reelay.worker.provider;

import dev.reelay.catalog.Provider;
import dev.reelay.outside.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Where an accepted request is found again, frozen when it was accepted: a later change of the definition does not move it.
 *
 * @param id the provider's id, opaque
 * @param origin scheme, host and port of the provider then; the only place that credentials for this request go to
 * @param statusUrl a link that the provider gave and that is of this origin; null where the template serves
 */
public record RemoteRequest(
        String providerModel,
        String id,
        String origin,
        @Nullable String statusUrl,
        @Nullable String resultUrl,
        @Nullable String cancelUrl) {

    /** A request of which no more than its id is known: the provider's templates say where it is found. */
    public static RemoteRequest known(Provider provider, String model, String id) {
        return new RemoteRequest(model, id, Origin.of(provider.baseUrl()).toString(), null, null, null);
    }
}
