package dev.reelay.worker.provider;

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
        @Nullable String cancelUrl) {}
