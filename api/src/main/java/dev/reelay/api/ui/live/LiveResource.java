package dev.reelay.api.ui.live;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.event.TellChanges;
import dev.reelay.api.request.FindRequest;
import dev.reelay.generation.Generation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Tells open pages that there is something new, so that they fetch the part that shows it. */
@Path("/ui/live")
@RunOnVirtualThread
class LiveResource {
    private final TellChanges changes;
    private final FindRequest find;
    private final Caller caller;

    LiveResource(TellChanges changes, FindRequest find, Caller caller) {
        this.changes = changes;
        this.find = find;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response ofTenant() {
        return changes.ofTenant(caller.tenant().id());
    }

    @GET
    @Path("/{request}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response ofRequest(@PathParam("request") String id) {
        Generation generation = find.find(id);
        return changes.of(generation.tenantId(), generation.id());
    }
}
