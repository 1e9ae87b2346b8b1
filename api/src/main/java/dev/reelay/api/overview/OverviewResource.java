package dev.reelay.api.overview;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.generation.Generation;
import dev.reelay.overview.Overview;
import dev.reelay.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How requests stand, at a glance: a tenant's own, or for an admin another's or everyone's. */
@Path("/v1/overview")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class OverviewResource {
    private final RememberOverview overviews;
    private final ReadTenant scope;
    private final Tenants tenants;
    private final Caller caller;
    private final RequestLinks links;

    OverviewResource(RememberOverview overviews, ReadTenant scope, Tenants tenants, Caller caller, RequestLinks links) {
        this.overviews = overviews;
        this.scope = scope;
        this.tenants = tenants;
        this.caller = caller;
        this.links = links;
    }

    @GET
    public OverviewDocuments.Whole overview(@Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("tenant"));
        Integer tenant = scope.of(query);
        query.endIfRefused();
        Overview overview = overviews.of(tenant);
        return OverviewDocuments.Whole.of(overview, overview.oldest() == null ? null : oldest(overview.oldest()));
    }

    private OverviewDocuments.Oldest oldest(Overview.Oldest oldest) {
        Generation generation = oldest.generation();
        return new OverviewDocuments.Oldest(
                generation.id(),
                ownerUnlessCaller(generation.tenantId()),
                generation.state().status(),
                generation.model(),
                generation.route().provider(),
                generation.times().acceptedAt(),
                OverviewDocuments.Why.of(oldest.waiting()),
                links.to("v1/requests/" + generation.id()));
    }

    private @Nullable String ownerUnlessCaller(int tenant) {
        return tenant == caller.tenant().id() ? null : tenants.names().get(tenant);
    }
}
