package dev.reelay.worker.run;

import dev.reelay.account.Account;
import dev.reelay.account.Accounts;
import dev.reelay.callback.Callbacks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Provider;
import dev.reelay.worker.provider.Credential;
import dev.reelay.worker.provider.RemoteRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds whom an attempt deals with, from the names on its row. */
@ApplicationScoped
class Counterparts {
    private final Catalog catalog;
    private final Accounts accounts;
    private final Callbacks callbacks;

    Counterparts(Catalog catalog, Accounts accounts, Callbacks callbacks) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.callbacks = callbacks;
    }

    /**
     * A provider, our key there, and what we buy.
     *
     * @param offering null when the catalog no longer has it: what was bought is still collected
     */
    record Counterpart(
            Provider provider, Credential key, @Nullable Offering offering) {}

    /** Empty when this worker has no definition of the provider, or no key for it. */
    Optional<Counterpart> of(Work work) {
        Optional<Account> account = accounts.find(work.accountId());
        return catalog.provider(work.provider())
                .flatMap(provider -> account.map(ours -> new Counterpart(
                        provider,
                        new Credential(ours.key(), ours.formerKeys()),
                        catalog.offering(work.offering()).orElse(null))));
    }

    /** Whom to ask about what was accepted; empty also when its key is not among ours. */
    Optional<Counterpart> toAsk(Work work, RemoteRequest remote) {
        return of(work).filter(
                        known -> known.key().about(remote, known.provider()).isPresent());
    }

    /** Where the provider is to tell that the attempt has ended; null for nowhere. */
    @Nullable
    URI callback(Work work) {
        return catalog.provider(work.provider())
                .flatMap(provider -> accounts.find(work.accountId())
                        .flatMap(account -> callbacks.address(provider, account.name(), work.attemptId())))
                .orElse(null);
    }

    /** Whether a provider answers a submit with the result itself. */
    boolean blocks(String provider) {
        return catalog.provider(provider)
                .filter(known -> known.submit().blocking())
                .isPresent();
    }

    /** Where a submit went, and the {@link dev.reelay.secret.KeyMark mark} of the key that it was made with. */
    record SoldAt(URI baseUrl, String keyMark) {
        /** Null where the row of the attempt does not tell. */
        static @Nullable SoldAt of(@Nullable String baseUrl, @Nullable String keyMark) {
            return baseUrl == null || keyMark == null ? null : new SoldAt(URI.create(baseUrl), keyMark);
        }
    }

    /** A request of which only the provider's id is known; what the catalog no longer has is left blank. */
    RemoteRequest known(String provider, String offering, String id, @Nullable SoldAt sold) {
        String model = catalog.offering(offering).map(Offering::providerModel).orElse("");
        return catalog.provider(provider)
                .map(known -> sold == null
                        ? RemoteRequest.known(known, model, id)
                        : RemoteRequest.sentTo(sold.baseUrl(), sold.keyMark(), known, model, id))
                .orElseGet(() -> RemoteRequest.at("", model, id));
    }

    /** The provider and the key as they were when an attempt was sent; empty when that key is ours no more. */
    Optional<Counterpart> asOf(Work work, SoldAt sold) {
        return of(work).flatMap(now -> now.key()
                .marked(sold.keyMark())
                .map(key -> new Counterpart(now.provider().at(sold.baseUrl()), key, now.offering())));
    }

    /** How long an attempt may take at most; a guess when the catalog no longer has its offering. */
    Duration longestRender(String offering) {
        return catalog.longestRender(offering);
    }
}
