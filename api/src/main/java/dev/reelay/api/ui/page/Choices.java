package dev.reelay.api.ui.page;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.error.ErrorClass;
import dev.reelay.generation.ListedStatus;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;

/** What filters can be set to. */
@ApplicationScoped
public class Choices {
    private final Catalog catalog;

    Choices(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Where a request may stand. */
    public List<String> statuses() {
        return ListedStatus.words();
    }

    /** All models, by their ids. */
    public List<String> models() {
        return catalog.listings().stream().map(Listing::id).sorted().toList();
    }

    /** All providers that offer any of them. */
    public List<String> providers() {
        return catalog.listings().stream()
                .flatMap(listing -> listing.offerings().stream())
                .map(Offering::provider)
                .distinct()
                .sorted()
                .toList();
    }

    /** How old a request may be: a day at most, an hour at most, or at least that. */
    public List<String> ages() {
        return List.of("last hour", "last day", "older than an hour", "older than a day");
    }

    /** All kinds of failures. */
    public List<String> errors() {
        return Arrays.stream(ErrorClass.values()).map(ErrorClass::wire).toList();
    }
}
