package dev.reelay.api.ui.live;

import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.event.TellChanges;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.FindRequest;
import dev.reelay.generation.Generation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** Tells open pages that there is something new, so that they fetch the part that shows it. */
@Path("/ui/live")
@RunOnVirtualThread
class LiveResource {
    private final TellChanges changes;
    private final FindRequest find;
    private final ReadTenant scope;

    LiveResource(TellChanges changes, FindRequest find, ReadTenant scope) {
        this.changes = changes;
        this.find = find;
        this.scope = scope;
    }

    /** Of the caller's tenant; an admin may name another, or all. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response ofTenant(@Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("tenant"));
        Integer tenant = scope.of(query);
        query.endIfRefused();
        return tenant == null ? changes.ofAll() : changes.ofTenant(tenant);
    }

    @GET
    @Path("/{request}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response ofRequest(@PathParam("request") String id) {
        Generation generation = find.find(id);
        return changes.of(generation.tenantId(), generation.id());
    }
}
