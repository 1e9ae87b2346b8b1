package dev.reelay.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.audit.Act;
import dev.reelay.audit.Entry;
import dev.reelay.request.Fields;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.EndpointDraft;
import dev.reelay.webhook.Endpoints;
import dev.reelay.webhook.ReadEndpoint;
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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a tenant's events are delivered: making endpoints, changing them, and trying them out. */
@Path("/v1/webhooks")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WebhooksResource {
    private static final String KEEP_OLD = "keep_old_for_seconds";
    private static final Duration USUAL_OVERLAP = Duration.ofDays(1);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final Endpoints endpoints;
    private final FindWebhook find;
    private final ReadBody body;
    private final ReadEndpoint read;
    private final Caller caller;
    private final RequestLinks links;
    private final Audit audit;

    WebhooksResource(
            Endpoints endpoints, FindWebhook find, ReadBody body, ReadEndpoint read, Audit audit, RequestLinks links) {
        this.endpoints = endpoints;
        this.find = find;
        this.body = body;
        this.read = read;
        this.caller = audit.caller();
        this.audit = audit;
        this.links = links;
    }

    @GET
    public WebhookDocuments.Webhooks list() {
        return new WebhookDocuments.Webhooks(endpoints.of(caller.tenant().id()).stream()
                .map(endpoint -> document(endpoint, null))
                .toList());
    }

    /** 201 with the secret, which is told this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream sent) {
        find.endIfNone();
        EndpointDraft draft = draft(read.whole(body.json(sent)), "Nothing was made.");
        Endpoints.Made made = audit.keeping(
                        () -> endpoints.create(caller.tenant().id(), draft),
                        done -> done.map(WebhooksResource::created).orElse(null))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "Your tenant has " + Endpoints.MOST + " webhooks, which is the most. Remove one first.")));
        WebhookDocuments.Webhook document =
                document(made.endpoint(), made.secret().clear());
        return Response.created(URI.create(url(made.endpoint().id())))
                .entity(document)
                .build();
    }

    private static Entry created(Endpoints.Made made) {
        return new Entry(Act.WEBHOOK_CREATED, made.endpoint().id().toString(), JsonNodeFactory.instance.objectNode());
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
        Endpoint endpoint = find.own(id);
        EndpointDraft draft = draft(read.change(body.json(sent)), "Nothing was changed.");
        return kept(
                        Act.WEBHOOK_CHANGED,
                        endpoint,
                        () -> endpoints.change(caller.tenant().id(), endpoint.id(), draft),
                        Optional::isPresent)
                .map(changed -> document(changed, null))
                .orElseThrow(FindWebhook::unknown);
    }

    @DELETE
    @Path("/{id}")
    public void delete(@PathParam("id") String id) {
        Endpoint endpoint = find.own(id);
        if (!kept(
                Act.WEBHOOK_DELETED,
                endpoint,
                () -> endpoints.delete(caller.tenant().id(), endpoint.id()),
                Boolean::booleanValue)) {
            throw FindWebhook.unknown();
        }
    }

    /** A new secret, told this once; for a time deliveries carry a signature of the old one too. */
    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.WILDCARD)
    public WebhookDocuments.Webhook rotate(@PathParam("id") String id, InputStream sent) {
        Duration overlap = overlap(sent);
        Endpoint endpoint = find.find(id);
        Endpoints.Made made = kept(
                        Act.WEBHOOK_ROTATED,
                        endpoint,
                        () -> endpoints.rotate(caller.tenant().id(), endpoint.id(), overlap),
                        Optional::isPresent)
                .orElseThrow(FindWebhook::unknown);
        return document(made.endpoint(), made.secret().clear());
    }

    /** 202: an event is on its way to this webhook alone. */
    @POST
    @Path("/{id}/test")
    public Response test(@PathParam("id") String id) {
        Endpoint endpoint = find.own(id);
        UUID event = endpoints.test(caller.tenant().id(), endpoint.id()).orElseThrow(FindWebhook::unknown);
        return Response.accepted(new WebhookDocuments.Test(event, url(endpoint.id()) + "/deliveries"))
                .build();
    }

    /** Addresses and headers may hold secrets, so nothing is kept of them. */
    private <T> T kept(Act act, Endpoint endpoint, Supplier<T> doing, Predicate<T> done) {
        return audit.keeping(act, endpoint.id().toString(), JsonNodeFactory.instance.objectNode(), doing, done);
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

    private static EndpointDraft draft(ReadEndpoint.Result result, String nothing) {
        return switch (result) {
            case ReadEndpoint.Result.Fine fine -> fine.draft();
            case ReadEndpoint.Result.Wrong wrong ->
                throw new ProblemException(Problem.violations(
                        ProblemType.INVALID_REQUEST,
                        nothing + " Mend what is listed and send it again.",
                        wrong.violations()));
        };
    }

    private WebhookDocuments.Webhook document(Endpoint endpoint, @Nullable String secret) {
        return WebhookDocuments.Webhook.of(endpoint, secret, url(endpoint.id()));
    }

    private String url(UUID id) {
        return links.to("v1/webhooks/" + id);
    }
}
