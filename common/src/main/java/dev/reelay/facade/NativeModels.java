package dev.reelay.facade;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Translation;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** The id by which a provider's client knows the model of a request, which may have become one of ours on the way. */
@ApplicationScoped
public class NativeModels {
    private final Catalog catalog;

    NativeModels(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The provider's own id. */
    public String of(String provider, String model) {
        return catalog.listings().stream()
                .filter(Listing::pinned)
                .filter(listing -> isTranslated(listing.translation(), model))
                .filter(listing -> listing.offerings().stream()
                        .anyMatch(offering -> offering.provider().startsWith(provider)))
                .map(Listing::id)
                .findFirst()
                .filter(known -> catalog.find(model).stream()
                        .noneMatch(listing -> listing.offerings().stream()
                                .anyMatch(offering -> offering.provider().startsWith(provider)
                                        && offering.providerModel().equals(model))))
                .orElse(model);
    }

    private static boolean isTranslated(@Nullable Translation translation, String model) {
        return translation != null && translation.model().equals(model);
    }
}
