package dev.reelay.api.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** What was delivered to a webhook, and what was not. */
@Path("/v1/webhooks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DeliveryLogResource {
    private static final List<String> STATES = List.of("pending", "delivered", "failed");
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final Deliveries deliveries;
    private final FindWebhook find;
    private final Caller caller;

    DeliveryLogResource(Deliveries deliveries, FindWebhook find, Caller caller) {
        this.deliveries = deliveries;
        this.find = find;
        this.caller = caller;
    }

    /** Newest first. */
    @GET
    @Path("/{id}/deliveries")
    public WebhookDocuments.Page list(@PathParam("id") String id, @Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("state", "limit", "cursor"));
        String state = query.text("state");
        if (state != null && !STATES.contains(state)) {
            query.refuse("state", "must be one of " + String.join(", ", STATES));
        }
        UUID before = Cursor.of(query);
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
}
