package dev.reelay.api.ui.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.Said;
import dev.reelay.api.webhook.ManageWebhooks;
import dev.reelay.api.webhook.ReplayEvents;
import dev.reelay.webhook.Endpoints;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** The buttons of a webhook. A secret is in the answer that made it, and nowhere else. */
@Path("/ui/webhooks")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class ChangeWebhook {
    private static final Duration OVERLAP = Duration.ofDays(1);

    private final ManageWebhooks webhooks;
    private final ReplayEvents replay;

    ChangeWebhook(ManageWebhooks webhooks, ReplayEvents replay) {
        this.webhooks = webhooks;
        this.replay = replay;
    }

    @CheckedTemplate(basePath = "ui/webhook")
    static class Templates {
        private Templates() {}

        static native TemplateInstance secret(String words, String secret, String next);

        static native TemplateInstance replay(ReplayEvents.Done done, String id);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String create(MultivaluedMap<String, String> form) {
        Endpoints.Made made = webhooks.create(
                new FilledForm(form).texts("url", "description").list("types").body());
        return secret("It is made. Check signatures with this secret.", made);
    }

    @POST
    @Path("/{id}/rotate")
    public String rotate(@PathParam("id") String id) {
        return secret(
                "From now on deliveries are signed with this secret, and for a day with the old one too.",
                webhooks.rotate(id, OVERLAP));
    }

    private static String secret(String words, Endpoints.Made made) {
        return Templates.secret(
                        words, made.secret().clear(), page(made.endpoint().id().toString()))
                .render();
    }

    @POST
    @Path("/{id}/test")
    public Response test(@PathParam("id") String id) {
        webhooks.test(id);
        return Said.andGo("A test event is on its way.", page(id));
    }

    @POST
    @Path("/{id}/switch/{to: on|off}")
    public Response change(@PathParam("id") String id, @PathParam("to") String to) {
        boolean on = to.equals("on");
        webhooks.change(id, JsonNodeFactory.instance.objectNode().put("enabled", on));
        return Said.andGo(
                on ? "It is told of events again. What it missed can be replayed." : "It is told of nothing.",
                page(id));
    }

    @POST
    @Path("/{id}/delete")
    public Response delete(@PathParam("id") String id) {
        webhooks.delete(id);
        return Said.andGo("The webhook is gone.", "/ui/webhooks");
    }

    /** First counts, then does it for exactly that number. */
    @POST
    @Path("/{id}/replay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String replay(@PathParam("id") String id, MultivaluedMap<String, String> form) {
        FilledForm filled = new FilledForm(form).values("after", "until", "confirm");
        ObjectNode body = filled.body();
        body.put("missing_only", !filled.text("what").equals("all"));
        return Templates.replay(replay.replay(id, body), id).render();
    }

    private static String page(String id) {
        return "/ui/webhooks/" + id;
    }
}
