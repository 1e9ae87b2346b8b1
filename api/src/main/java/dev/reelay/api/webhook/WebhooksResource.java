package dev.reelay.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.request.Fields;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Endpoints;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a tenant's events are delivered: making endpoints, changing them, and trying them out. */
@Path("/v1/webhooks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WebhooksResource {
    private static final String KEEP_OLD = "keep_old_for_seconds";
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final ManageWebhooks webhooks;
    private final FindWebhook find;
    private final ReadBody body;
    private final RequestLinks links;

    WebhooksResource(ManageWebhooks webhooks, FindWebhook find, ReadBody body, RequestLinks links) {
        this.webhooks = webhooks;
        this.find = find;
        this.body = body;
        this.links = links;
    }

    @GET
    public WebhookDocuments.Webhooks list() {
        return new WebhookDocuments.Webhooks(webhooks.all().stream()
                .map(endpoint -> document(endpoint, null))
                .toList());
    }

    /** 201 with the secret, which is told this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream sent) {
        find.endIfNone();
        Endpoints.Made made = webhooks.create(body.json(sent));
        return Response.created(URI.create(url(made.endpoint().id())))
                .entity(document(made.endpoint(), made.secret().clear()))
                .build();
    }

    @GET
    @Path("/{id}")
    public WebhookDocuments.Webhook one(@PathParam("id") String id) {
        return document(find.find(id), null);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public WebhookDocuments.Webhook change(@PathParam("id") String id, InputStream sent) {
        find.own(id);
        return document(webhooks.change(id, body.json(sent)), null);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") String id) {
        webhooks.delete(id);
    }

    /** A new secret, told this once; for a time deliveries carry a signature of the old one too. */
    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.WILDCARD)
    public WebhookDocuments.Webhook rotate(@PathParam("id") String id, InputStream sent) {
        Endpoints.Made made = webhooks.rotate(id, overlap(sent));
        return document(made.endpoint(), made.secret().clear());
    }

    /** 202: an event is on its way to this webhook alone. */
    @POST
    @Path("/{id}/test")
    public Response test(@PathParam("id") String id) {
        UUID event = webhooks.test(id);
        return Response.accepted(
                        new WebhookDocuments.Test(event, url(find.own(id).id()) + "/deliveries"))
                .build();
    }

    private Duration overlap(InputStream sent) {
        JsonNode given = body.jsonOrNothing(sent);
        Fields fields = new Fields(given);
        fields.onlyKnown(Set.of(KEEP_OLD));
        int seconds = fields.integer(KEEP_OLD, 0, (int) LONGEST_OVERLAP.toSeconds(), (int) USUAL_OVERLAP.toSeconds());
        if (!given.isObject() || !fields.violations().isEmpty()) {
            throw new ProblemException(Problem.violations(
                    ProblemType.INVALID_REQUEST,
                    "The secret is as it was. Send an object with " + KEEP_OLD + ", or no body at all.",
                    fields.violations()));
        }
        return Duration.ofSeconds(seconds);
    }

    private WebhookDocuments.Webhook document(Endpoint endpoint, @Nullable String secret) {
        return WebhookDocuments.Webhook.of(endpoint, secret, url(endpoint.id()));
    }

    private String url(UUID id) {
        return links.to("v1/webhooks/" + id);
    }
}
