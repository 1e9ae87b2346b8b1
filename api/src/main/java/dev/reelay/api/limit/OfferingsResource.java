package dev.reelay.api.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.audit.Act;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Offering;
import dev.reelay.limit.ChangeLimits;
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
import org.jboss.logging.Logger;

/** How the offerings stand, and changing their limits at run time. For admins. */
@Path("/v1/offerings")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class OfferingsResource {
    private static final Logger LOG = Logger.getLogger(OfferingsResource.class);

    private final ReadLimits limits;
    private final ChangeLimits changes;
    private final Catalog catalog;
    private final RouteFacts facts;
    private final Caller caller;
    private final ReadBody body;
    private final Audit audit;

    OfferingsResource(
            ReadLimits limits, ChangeLimits changes, Catalog catalog, RouteFacts facts, Audit audit, ReadBody body) {
        this.limits = limits;
        this.changes = changes;
        this.catalog = catalog;
        this.facts = facts;
        this.caller = audit.caller();
        this.audit = audit;
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
        ObjectNode change = ReadChange.ofOffering(body.json(sent));
        if (!audit.keeping(
                Act.OFFERING_CHANGED, id, change, () -> changes.ofOffering(id, change), Boolean::booleanValue)) {
            throw unknown();
        }
        LOG.infof(
                "changed an offering, offering=%s change=%s tenant=%s key=%s",
                id, change, caller.tenant().name(), caller.keyId());
        return limits.offering(id).map(this::document).orElseThrow(OfferingsResource::unknown);
    }

    private LimitDocuments.Offering document(OfferingLimits offering) {
        return LimitDocuments.Offering.of(
                offering,
                catalog.offering(offering.name()).map(Offering::modelId).orElse(null),
                facts.of(offering.name()));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_OFFERING, "The list of all offerings is at /v1/offerings."));
    }
}
