package dev.reelay.api.facade.replicate;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * The model that a name of Replicate's form means. Its clients run {@code owner/name}, and our ids have more slashes: those behind
 * the owner may be written as hyphens, so that {@code luma/ray-2-image-to-video} is {@code luma/ray-2/image-to-video}.
 */
@ApplicationScoped
class NameModel {
    private final Catalog catalog;

    NameModel(Catalog catalog) {
        this.catalog = catalog;
    }

    /** The id that is meant; what means none, or more than one, as it was given. */
    String id(String given) {
        if (catalog.find(given).isPresent()) {
            return given;
        }
        List<String> meant = catalog.listings().stream()
                .filter(listing -> !listing.pinned())
                .map(Listing::id)
                .filter(id -> hyphened(id).equals(given))
                .toList();
        return meant.size() == 1 ? meant.getFirst() : given;
    }

    private static String hyphened(String id) {
        int behindOwner = id.indexOf('/') + 1;
        return id.substring(0, behindOwner) + id.substring(behindOwner).replace('/', '-');
    }
}
