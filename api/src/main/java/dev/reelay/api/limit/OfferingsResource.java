package dev.reelay.api.limit;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Offering;
import dev.reelay.limit.OfferingLimits;
import dev.reelay.limit.ReadLimits;
import dev.reelay.route.RouteFacts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** How the offerings stand, and changing their limits at run time. For admins. */
@Path("/v1/offerings")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class OfferingsResource {
    private final ReadLimits limits;
    private final SetLimits changes;
    private final Catalog catalog;
    private final RouteFacts facts;
    private final Caller caller;
    private final ReadBody body;

    OfferingsResource(
            ReadLimits limits, SetLimits changes, Catalog catalog, RouteFacts facts, Caller caller, ReadBody body) {
        this.limits = limits;
        this.changes = changes;
        this.catalog = catalog;
        this.facts = facts;
        this.caller = caller;
        this.body = body;
    }

    @GET
    public LimitDocuments.Offerings list() {
        caller.mustBeAdmin();
        return new LimitDocuments.Offerings(
                limits.offerings().stream().map(this::document).toList());
    }

    @PATCH
    @Path("/{id: .+}")
    @Consumes(MediaType.APPLICATION_JSON)
    public LimitDocuments.Offering change(@PathParam("id") String id, InputStream sent) {
        caller.mustBeAdmin();
        changes.ofOffering(id, body.json(sent));
        return limits.offering(id).map(this::document).orElseThrow(SetLimits::unknownOffering);
    }

    private LimitDocuments.Offering document(OfferingLimits offering) {
        return LimitDocuments.Offering.of(
                offering,
                catalog.offering(offering.name()).map(Offering::modelId).orElse(null),
                facts.of(offering.name()));
    }
}
