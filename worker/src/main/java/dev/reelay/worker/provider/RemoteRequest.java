package dev.reelay.worker.provider;

import dev.reelay.catalog.ExpressionException;
import dev.reelay.catalog.Provider;
import dev.reelay.outside.Origin;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where an accepted request is found again, frozen when it was accepted: a later change of the definition, of the
 * provider's address or of our key there does not move it.
 *
 * @param id the provider's id, opaque
 * @param origin scheme, host and port of the provider then; the only place that credentials for this request go to
 * @param keyMark {@link Credential#mark} of the key that it was bought with; null when that is not known
 * @param statusUrl of this origin; null where the template of today's definition serves
 */
public record RemoteRequest(
        String providerModel,
        String id,
        String origin,
        @Nullable String keyMark,
        @Nullable String statusUrl,
        @Nullable String resultUrl,
        @Nullable String cancelUrl) {

    /** Links as the provider gave them, of whatever origin; null where it gave none. */
    record Links(
            @Nullable String status,
            @Nullable String result,
            @Nullable String cancel) {
        static final Links NONE = new Links(null, null, null);
    }

    /**
     * A request of which no more than its id was told: the templates say where it is found, at the address where submits
     * went when it was sent, and with the key of then.
     */
    public static RemoteRequest sentTo(URI baseUrl, String keyMark, Provider provider, String model, String id) {
        return frozen(provider.at(baseUrl), model, id, keyMark, Links.NONE);
    }

    /** A request of which no more than its id is known: the provider's templates say where it is found. */
    public static RemoteRequest known(Provider provider, String model, String id) {
        return at(Origin.of(provider.baseUrl()).toString(), model, id);
    }

    /** The same at a provider of which no more than the origin is known. */
    public static RemoteRequest at(String origin, String model, String id) {
        return new RemoteRequest(model, id, origin, null, null, null, null);
    }

    /** Freezes every address: the provider's link where it is its own, else what the template gives now. */
    static RemoteRequest frozen(Provider provider, String model, String id, Credential key, Links links) {
        return frozen(provider, model, id, key.mark(), links);
    }

    private static RemoteRequest frozen(Provider provider, String model, String id, String keyMark, Links links) {
        RemoteRequest known = known(provider, model, id);
        Provider.Poll poll = provider.poll();
        Provider.Result result = provider.result();
        Provider.Cancel cancel = provider.cancel();
        return new RemoteRequest(
                model,
                id,
                known.origin(),
                keyMark,
                frozen(provider, poll == null ? null : poll.call(), known, links.status()),
                result == null ? null : frozen(provider, result.call(), known, links.result()),
                cancel == null ? null : frozen(provider, cancel.call(), known, links.cancel()));
    }

    private static @Nullable String frozen(
            Provider provider, Provider.@Nullable Call call, RemoteRequest known, @Nullable String link) {
        try {
            return call == null
                    ? null
                    : Addresses.of(provider, call, known, link).toString();
        } catch (IllegalStateException | ExpressionException e) {
            // Bought is bought: a template that does not fit is the operator's to mend, and is filled in when it
            // serves.
            return null;
        }
    }
}
