package dev.reelay.api.model;

import dev.reelay.account.Accounts;
import dev.reelay.api.ApiConfig;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Price;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** What can be asked for. */
@Path("/v1/models")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class ModelsResource {
    private final Catalog catalog;
    private final Accounts accounts;
    private final ApiConfig config;

    ModelsResource(Catalog catalog, Accounts accounts, ApiConfig config) {
        this.catalog = catalog;
        this.accounts = accounts;
        this.config = config;
    }

    @GET
    public ModelDocuments.Models list(@Context UriInfo call) {
        return new ModelDocuments.Models(catalog.listings().stream()
                .map(listing -> new ModelDocuments.Brief(
                        listing.id(),
                        listing.title(),
                        listing.description(),
                        listing.pinned(),
                        listing.offerings().stream()
                                .map(Offering::provider)
                                .distinct()
                                .toList(),
                        url(listing, call)))
                .toList());
    }

    @GET
    @Path("/{model: .+}")
    public ModelDocuments.Model one(@PathParam("model") String id, @Context UriInfo call) {
        Listing listing = catalog.find(id)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.UNKNOWN_MODEL, "The list of all models is at /v1/models.")));
        return new ModelDocuments.Model(
                listing.id(),
                listing.title(),
                listing.description(),
                listing.pinned(),
                listing.input().source(),
                listing.sample(),
                listing.offerings().stream()
                        .map(offering -> offer(listing, offering))
                        .toList(),
                url(listing, call));
    }

    private ModelDocuments.Offer offer(Listing listing, Offering offering) {
        return new ModelDocuments.Offer(
                offering.id(),
                offering.provider(),
                offering.providerModel(),
                !accounts.of(offering.provider()).isEmpty(),
                offering.serves().source(),
                cost(listing, offering.price()),
                offering.limits().typical().toSeconds());
    }

    private static ModelDocuments.Cost cost(Listing listing, Price price) {
        if (price.amount() == null) {
            return new ModelDocuments.Cost(false, null, null, null, price.asOf(), price.source());
        }
        return new ModelDocuments.Cost(
                true,
                price.currency(),
                price.of(listing.complete(listing.sample())).orElse(null),
                price.amount().source(),
                price.asOf(),
                price.source());
    }

    private String url(Listing listing, UriInfo call) {
        String base = config.publicUrl().orElseGet(call::getBaseUri).toString();
        return (base.endsWith("/") ? base : base + "/") + "v1/models/" + listing.id();
    }
}
