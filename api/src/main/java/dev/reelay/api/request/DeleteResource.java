package dev.reelay.api.request;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/**
 * Deleting a request that has ended: its text and its files, for good. 204 when it is gone, 409 when something may still come
 * of it, and 404 afterwards.
 */
@Path("/v1/requests")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DeleteResource {
    private final DeleteRequest requests;

    DeleteResource(DeleteRequest requests) {
        this.requests = requests;
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") String id) {
        requests.delete(id);
    }
}
