package dev.reelay.api.ui.webhook;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.ui.page.Pager;
import dev.reelay.api.webhook.FindWebhook;
import dev.reelay.api.webhook.ManageWebhooks;
import dev.reelay.event.EventType;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import dev.reelay.webhook.Endpoint;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;

/** Webhooks, and what was delivered to one. */
@Path("/ui/webhooks")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class WebhooksPage {
    private static final String STATE = "state";
    private static final List<String> STATES = List.of("pending", "delivered", "failed");

    private final ManageWebhooks webhooks;
    private final FindWebhook find;
    private final Deliveries deliveries;
    private final Caller caller;

    WebhooksPage(ManageWebhooks webhooks, FindWebhook find, Deliveries deliveries, Caller caller) {
        this.webhooks = webhooks;
        this.find = find;
        this.deliveries = deliveries;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/webhook")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(List<WebhookView> webhooks, Set<String> types);

        static native TemplateInstance one(WebhookView view, DeliveryLog log);

        static native TemplateInstance deliveries(WebhookView view, DeliveryLog log);
    }

    @GET
    public String list() {
        return Templates.list(webhooks.all().stream().map(WebhookView::new).toList(), EventType.ALL)
                .render();
    }

    @GET
    @Path("/{id}")
    public String one(@PathParam("id") String id, @Context UriInfo address) {
        Endpoint endpoint = find.find(id);
        return Templates.one(new WebhookView(endpoint), log(endpoint, address)).render();
    }

    /** The log alone, which renews itself. */
    @GET
    @Path("/{id}/deliveries")
    public String deliveries(@PathParam("id") String id, @Context UriInfo address) {
        Endpoint endpoint = find.find(id);
        return Templates.deliveries(new WebhookView(endpoint), log(endpoint, address))
                .render();
    }

    private DeliveryLog log(Endpoint endpoint, UriInfo address) {
        Pager.Asked asked = Pager.Asked.read(address.getQueryParameters(), List.of(STATE));
        String state = asked.chosen(STATE);
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_PARAMETER,
                    "Take one of the filters above the list.",
                    List.of(Problem.Fault.of(STATE, "must be one of " + String.join(", ", STATES)))));
        }
        List<Delivery> found = deliveries.to(
                caller.tenant().id(), endpoint.id(), state.isEmpty() ? null : state, asked.before(), asked.rows());
        return new DeliveryLog(
                asked.page(found), state, asked.pager("/ui/webhooks/" + endpoint.id(), found, Delivery::id));
    }
}
