package dev.reelay.api.webhook;

import dev.reelay.api.problem.ReadBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;

/**
 * Delivers events of the past to an endpoint, also to one that was made later or is disabled. Asked without
 * {@code confirm} it tells how many they are and does nothing; sent again with that number it delivers them.
 */
@Path("/v1/webhooks")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ReplayResource {
    private final ReplayEvents replay;
    private final FindWebhook find;
    private final ReadBody body;

    ReplayResource(ReplayEvents replay, FindWebhook find, ReadBody body) {
        this.replay = replay;
        this.find = find;
        this.body = body;
    }

    @POST
    @Path("/{id}/replay")
    public Response replay(@PathParam("id") String id, InputStream sent) {
        find.own(id);
        ReplayEvents.Done done = replay.replay(id, body.json(sent));
        WebhookDocuments.Replayed document = new WebhookDocuments.Replayed(
                done.events(),
                done.queued(),
                done.wanted().after(),
                done.wanted().until(),
                List.copyOf(done.wanted().types()),
                done.wanted().missing());
        return done.queued()
                ? Response.accepted(document).build()
                : Response.ok(document).build();
    }
}
