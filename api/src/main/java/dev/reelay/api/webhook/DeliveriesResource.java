package dev.reelay.api.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of deliveries, try by try, and making one again. */
@Path("/v1")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DeliveriesResource {
    private static final List<String> STATES = List.of("pending", "delivered", "failed");
    private static final int MOST = 200;
    private static final int USUAL = 50;

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

    /** Newest first. */
    @GET
    @Path("/webhooks/{id}/deliveries")
    public WebhookDocuments.Page list(@PathParam("id") String id, @Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("state", "limit", "cursor"));
        String state = query.text("state");
        if (state != null && !STATES.contains(state)) {
            query.refuse("state", "must be one of " + String.join(", ", STATES));
        }
        UUID before = cursor(query);
        int limit = query.limit(USUAL, MOST);
        query.endIfRefused();
        // One more than wanted tells whether there is a next page.
        List<Delivery> found = deliveries.to(caller.tenant().id(), find.find(id).id(), state, before, limit + 1);
        boolean more = found.size() > limit;
        List<Delivery> page = more ? found.subList(0, limit) : found;
        return new WebhookDocuments.Page(
                page.stream()
                        .map(delivery -> WebhookDocuments.Sent.of(delivery, null))
                        .toList(),
                more ? Cursor.after(page.getLast().id()) : null);
    }

    @GET
    @Path("/deliveries/{id}")
    public WebhookDocuments.Sent one(@PathParam("id") String id) {
        Delivery.WithTries found = FindWebhook.parse(id)
                .flatMap(known -> deliveries.find(caller.tenant().id(), known))
                .orElseThrow(DeliveriesResource::unknown);
        return WebhookDocuments.Sent.of(
                found.delivery(),
                found.tries().stream().map(WebhookDocuments.Tried::of).toList());
    }

    /** 202 with a delivery of its own, of the same event with the same id. */
    @POST
    @Path("/deliveries/{id}/redeliver")
    public Response again(@PathParam("id") String id) {
        find.endIfNone();
        UUID made = FindWebhook.parse(id)
                .flatMap(known -> deliveries.redeliver(caller.tenant().id(), known))
                .orElseThrow(DeliveriesResource::unknown);
        return Response.accepted(new WebhookDocuments.Again(made, links.to("v1/deliveries/" + made)))
                .build();
    }

    private static @Nullable UUID cursor(ReadQuery query) {
        String value = query.text("cursor");
        if (value == null) {
            return null;
        }
        return Cursor.parse(value).orElseGet(() -> {
            query.refuse("cursor", "is not one of ours; take next_cursor as it stands, or leave it out to begin");
            return null;
        });
    }

    private static ProblemException unknown() {
        return new ProblemException(Problem.of(
                ProblemType.UNKNOWN_DELIVERY,
                "Your tenant has no delivery with this id, or its event or its webhook is kept no more."));
    }
}
