package dev.reelay.api.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** What became of deliveries, try by try, and making one again. */
@Path("/v1/deliveries")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {
    private final Deliveries deliveries;
    private final FindWebhook find;
    private final Caller caller;
    private final RequestLinks links;

    DeliveriesResource(Deliveries deliveries, FindWebhook find, Caller caller, RequestLinks links) {
        this.deliveries = deliveries;
        this.find = find;
        this.caller = caller;
        this.links = links;
    }

    @GET
    @Path("/{id}")
    public WebhookDocuments.Sent one(@PathParam("id") String id) {
        Delivery.WithTries found = FindRequest.parse(id)
                .flatMap(known -> deliveries.find(caller.tenant().id(), known))
                .orElseThrow(DeliveriesResource::unknown);
        return WebhookDocuments.Sent.of(
                found.delivery(),
                found.tries().stream().map(WebhookDocuments.Tried::of).toList());
    }

    /** 202 with a delivery of its own, of the same event with the same id. */
    @POST
    @Path("/{id}/redeliver")
    public Response again(@PathParam("id") String id) {
        find.endIfNone();
        UUID made = FindRequest.parse(id)
                .flatMap(known -> deliveries.redeliver(caller.tenant().id(), known))
                .orElseThrow(DeliveriesResource::unknown);
        return Response.accepted(new WebhookDocuments.Again(made, links.to("v1/deliveries/" + made)))
                .build();
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                ProblemType.UNKNOWN_DELIVERY,
                "Your tenant has no delivery with this id, or its event or its webhook is kept no more."));
    }
}
