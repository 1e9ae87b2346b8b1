package dev.reelay.api.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.event.EventLog;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Replay;
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
    private final Replay replay;
    private final EventLog log;
    private final FindWebhook find;
    private final ReadBody body;
    private final Caller caller;

    ReplayResource(Replay replay, EventLog log, FindWebhook find, ReadBody body, Caller caller) {
        this.replay = replay;
        this.log = log;
        this.find = find;
        this.body = body;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/replay")
    public Response replay(@PathParam("id") String id, InputStream sent) {
        Endpoint endpoint = find.own(id);
        ReadReplay.Order order = ReadReplay.read(body.json(sent), endpoint, log.ends());
        Replay.Wanted wanted = order.wanted();
        int tenant = caller.tenant().id();
        int count = replay.count(tenant, endpoint.id(), wanted);
        if (count > Replay.MOST) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "These are more than " + Replay.MOST + " events, and a replay takes no more than that.",
                    List.of(Problem.Fault.at("/until", "take a lower position, and go on from there with after"))));
        }
        if (order.confirm() == null) {
            return Response.ok(document(wanted, count, false)).build();
        }
        if (order.confirm() != count) {
            throw new ProblemException(Problem.of(
                    ProblemType.REPLAY_CHANGED,
                    "They are " + count + " events now. Give until as it was answered, so that new ones do not count.",
                    List.of(Problem.Fault.at("/confirm", "must be " + count))));
        }
        return Response.accepted(document(wanted, replay.run(tenant, endpoint.id(), wanted), true))
                .build();
    }

    private static WebhookDocuments.Replayed document(Replay.Wanted wanted, int count, boolean queued) {
        return new WebhookDocuments.Replayed(
                count, queued, wanted.after(), wanted.until(), List.copyOf(wanted.types()), wanted.missing());
    }
}
