package dev.reelay.api.facade.segmind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.HoldForEnd;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.request.FindRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;

/**
 * Segmind's blocking call: the answer is the video itself, out of the bucket. Who goes away stops nothing, and who comes back with
 * the same within the time of a repeat waits for the same video.
 */
@Path("/segmind/v1")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
class SegmindV1Resource {
    private final ReadBody bodies;
    private final SubmitOnce submits;
    private final HoldForEnd hold;
    private final FindRequest find;
    private final DescribeSegmind describe;
    private final SendFile send;

    SegmindV1Resource(
            ReadBody bodies,
            SubmitOnce submits,
            HoldForEnd hold,
            FindRequest find,
            DescribeSegmind describe,
            SendFile send) {
        this.bodies = bodies;
        this.submits = submits;
        this.hold = hold;
        this.find = find;
        this.describe = describe;
        this.send = send;
    }

    @POST
    @Path("/{slug}")
    public Response run(@PathParam("slug") String slug, @Context HttpHeaders headers, InputStream body) {
        JsonNode input = bodies.json(body);
        UUID id = submits.submit(Ask.bare(Front.SEGMIND, slug, input), headers);
        return send.answer(hold.hold(id), input.path("seed"));
    }

    /** What the queue's answer calls poll_url. */
    @GET
    @Path("/requests/{id}")
    public Response poll(@PathParam("id") String id) {
        return Response.ok(describe.result(find.find(id)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .build();
    }
}
