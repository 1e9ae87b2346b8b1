package dev.reelay.api.ui.webhook;

import dev.reelay.api.caller.Caller;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Webhooks, and what was delivered to one. */
@Path("/ui/webhooks")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class WebhooksPage {
    private static final int MOST = 50;
    private static final Set<String> STATES = Set.of("pending", "delivered", "failed");

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

        static native TemplateInstance one(WebhookView view, List<Delivery> deliveries, String state);

        static native TemplateInstance deliveries(WebhookView view, List<Delivery> deliveries, String state);
    }

    @GET
    public String list() {
        return Templates.list(webhooks.all().stream().map(WebhookView::new).toList(), EventType.ALL)
                .render();
    }

    @GET
    @Path("/{id}")
    public String one(@PathParam("id") String id, @QueryParam("state") @Nullable String state) {
        Endpoint endpoint = find.find(id);
        return Templates.one(new WebhookView(endpoint), to(endpoint, state), known(state))
                .render();
    }

    /** The log alone, which renews itself. */
    @GET
    @Path("/{id}/deliveries")
    public String deliveries(@PathParam("id") String id, @QueryParam("state") @Nullable String state) {
        Endpoint endpoint = find.find(id);
        return Templates.deliveries(new WebhookView(endpoint), to(endpoint, state), known(state))
                .render();
    }

    private List<Delivery> to(Endpoint endpoint, @Nullable String state) {
        String wanted = known(state);
        return deliveries.to(caller.tenant().id(), endpoint.id(), wanted.isEmpty() ? null : wanted, null, MOST);
    }

    private static String known(@Nullable String state) {
        return state != null && STATES.contains(state) ? state : "";
    }
}
