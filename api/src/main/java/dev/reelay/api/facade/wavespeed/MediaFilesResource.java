package dev.reelay.api.facade.wavespeed;

import dev.reelay.api.facade.ShowUpload;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** What uploads are named by, looked at. */
@Path("/wavespeed/files/{name}")
@RunOnVirtualThread
class MediaFilesResource {
    private final ShowUpload uploads;

    MediaFilesResource(ShowUpload uploads) {
        this.uploads = uploads;
    }

    @GET
    public Response file(@PathParam("name") String name) {
        return uploads.show(name);
    }
}
