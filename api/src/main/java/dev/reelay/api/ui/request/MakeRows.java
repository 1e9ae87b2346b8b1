package dev.reelay.api.ui.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.generation.Generation;
import dev.reelay.generation.Glimpse;
import dev.reelay.generation.ReadGlimpses;
import dev.reelay.tenant.Tenants;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the rows of a page of the list. Of what is another tenant's, an admin sees no more than the api tells of it. */
@ApplicationScoped
class MakeRows {
    private final ReadGlimpses glimpses;
    private final Catalog catalog;
    private final Tenants tenants;
    private final Caller caller;

    MakeRows(ReadGlimpses glimpses, Catalog catalog, Tenants tenants, Caller caller) {
        this.glimpses = glimpses;
        this.catalog = catalog;
        this.tenants = tenants;
        this.caller = caller;
    }

    /** Of these requests; with the names of their tenants where a list may have more than the caller's. */
    List<ListView.Row> of(List<Generation> requests, boolean ofOthers) {
        Map<UUID, Glimpse> seen = glimpses.of(requests);
        Map<Integer, String> names = ofOthers ? tenants.names() : Map.of();
        return requests.stream()
                .map(request -> new ListView.Row(
                        request,
                        catalog.find(request.model()).map(Listing::title).orElse(request.model()),
                        seen.getOrDefault(request.id(), Glimpse.NOTHING),
                        names.getOrDefault(request.tenantId(), ""),
                        request.tenantId() == caller.tenant().id()))
                .toList();
    }
}
