package dev.reelay.catalog;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that can be asked for and everyone who can be asked, read once at start and never changed after. */
public final class Catalog {
    private static final Duration WHEN_NOBODY_KNOWS = Duration.ofHours(1);

    private final Map<String, Listing> listings;
    private final Map<String, Offering> offerings;
    private final Map<String, Provider> providers;

    Catalog(Map<String, Listing> listings, Map<String, Offering> offerings, Map<String, Provider> providers) {
        this.listings = Map.copyOf(listings);
        this.offerings = Map.copyOf(offerings);
        this.providers = Map.copyOf(providers);
    }

    /** The listing a caller means by an id: ours, else a provider's own. */
    public Optional<Listing> find(String id) {
        return Optional.ofNullable(listings.get(id));
    }

    /** All listings, ordered by id. */
    public List<Listing> listings() {
        return listings.values().stream()
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    /** The offering with this id, if the catalog still has it. */
    public Optional<Offering> offering(String id) {
        return Optional.ofNullable(offerings.get(id));
    }

    /** What a provider offers, ordered by id. */
    public List<Offering> offeringsOf(String provider) {
        return offerings.values().stream()
                .filter(offering -> offering.provider().equals(provider))
                .sorted((one, other) -> one.id().compareTo(other.id()))
                .toList();
    }

    /** How long an attempt at an offering may take at most; a guess when the catalog no longer has it. */
    public Duration longestRender(String offering) {
        return offering(offering)
                .map(Offering::limits)
                .map(Offering.TimeLimits::longest)
                .orElse(WHEN_NOBODY_KNOWS);
    }

    /** The provider with this name, if the catalog still has it. */
    public Optional<Provider> provider(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    /** All providers, ordered by name. */
    public List<Provider> providers() {
        return providers.values().stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .toList();
    }
}
