package dev.reelay.pieces;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Provider;
import java.util.Comparator;

/** A provider under test: what is asked of it is the sample of a model that it offers, its own form first. */
record ConformanceSubject(Provider provider, String model, ObjectNode sample) {
    static ConformanceSubject of(Catalog catalog, String name) {
        Listing listing = catalog.listings().stream()
                .filter(each -> each.offerings().stream()
                        .anyMatch(offering -> offering.provider().equals(name)
                                && offering.objections(each.complete(each.sample()))
                                        .isEmpty()))
                .min(Comparator.comparing(each -> !each.pinned()))
                .orElseThrow(() -> new IllegalArgumentException("no sample is served by " + name));
        return new ConformanceSubject(
                catalog.provider(name).orElseThrow(),
                listing.id(),
                listing.sample().deepCopy());
    }

    String name() {
        return provider.name();
    }

    /** A request with this prompt, in the enveloped form. */
    ObjectNode request(String prompt) {
        ObjectNode input = sample.deepCopy();
        input.put("prompt", prompt);
        ObjectNode request = input.objectNode();
        request.put("model", model);
        request.set("input", input);
        request.putArray("providers").add(name());
        return request;
    }
}
