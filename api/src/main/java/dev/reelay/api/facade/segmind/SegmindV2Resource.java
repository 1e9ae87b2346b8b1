package dev.reelay.api.facade.segmind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.facade.Ask;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.SubmitOnce;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.request.FindRequest;
import dev.reelay.generation.Generation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.UUID;

/** Segmind's queue. A result that has failed is a 422, one that is not there yet tells where it stands. */
@Path("/segmind/v2")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class SegmindV2Resource {
    private static final int FAILED = 422;

    private final ReadBody bodies;
    private final SubmitOnce submits;
    private final FindRequest find;
    private final DescribeSegmind describe;

    SegmindV2Resource(ReadBody bodies, SubmitOnce submits, FindRequest find, DescribeSegmind describe) {
        this.bodies = bodies;
        this.submits = submits;
        this.find = find;
        this.describe = describe;
    }

    @POST
    @Path("/{slug}")
    public ObjectNode submit(@PathParam("slug") String slug, @Context HttpHeaders headers, InputStream body) {
        UUID id = submits.submit(Ask.bare(Front.SEGMIND, slug, bodies.json(body)), headers);
        return describe.named(id, "QUEUED");
    }

    @GET
    @Path("/requests/{id}/status")
    public ObjectNode status(@PathParam("id") String id) {
        Generation generation = find.find(id);
        ObjectNode status = describe.named(generation.id(), DescribeSegmind.state(generation));
        status.putObject("metrics");
        return status;
    }

    @GET
    @Path("/requests/{id}")
    public Response result(@PathParam("id") String id) {
        return answer(find.find(id));
    }

    private Response answer(Generation generation) {
        ObjectNode result = describe.result(generation);
        return Response.status(DescribeSegmind.state(generation).equals("FAILED") ? FAILED : 200)
                .entity(result)
                .build();
    }
}
