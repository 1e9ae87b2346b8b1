package dev.reelay.api.upload;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.upload.TakeUpload;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;

/** Takes images in, as the bare body; what the Content-Type says of it is not believed. */
@Path("/v1/uploads")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class UploadsResource {
    private final TakeUpload uploads;
    private final Caller caller;

    UploadsResource(TakeUpload uploads, Caller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Response upload(InputStream image) {
        return switch (taken(image)) {
            case TakeUpload.Outcome.Kept kept ->
                Response.status(Response.Status.CREATED)
                        .entity(UploadDocument.of(kept.upload()))
                        .build();
            case TakeUpload.Outcome.NoImage none ->
                Problem.of(
                                ProblemType.NOT_AN_IMAGE,
                                "The first bytes are not those of a JPEG, PNG or WebP image; send one as the bare body.")
                        .response();
            case TakeUpload.Outcome.TooLarge large ->
                Problem.of(
                                ProblemType.BODY_TOO_LARGE,
                                "An image has at most " + large.mostBytes()
                                        + " bytes; put larger ones behind an https URL.")
                        .response();
        };
    }

    private TakeUpload.Outcome taken(InputStream image) {
        try {
            return uploads.take(caller.tenant(), image);
        } catch (IOException e) {
            throw new ProblemException(Problem.of(ProblemType.BAD_REQUEST, "The body ended before its time."));
        }
    }
}
