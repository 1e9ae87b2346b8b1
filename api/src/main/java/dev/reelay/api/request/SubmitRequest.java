package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.generation.Acceptance;
import dev.reelay.generation.GenerationState;
import dev.reelay.request.Draft;
import dev.reelay.trace.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;

/** Takes a request in and answers at once; its record follows on its own. */
@ApplicationScoped
class SubmitRequest {
    private final TakeRequest take;
    private final Caller caller;
    private final RequestLinks links;

    SubmitRequest(TakeRequest take, Caller caller, RequestLinks links) {
        this.take = take;
        this.caller = caller;
        this.links = links;
    }

    /** What is answered to a request that was accepted. */
    @Document
    record Receipt(UUID requestId, String status, String statusUrl, String resultUrl, String cancelUrl) {}

    Response submit(Draft draft, HttpHeaders headers) {
        Acceptance.Accepted accepted = take.take(
                new Origin("http", headers.getHeaderString("traceparent")),
                caller.owner().requester(),
                draft,
                ReadIdempotencyKey.of(headers),
                ReadIdempotencyKey.HEADER);
        UUID id = accepted.id();
        Receipt receipt =
                new Receipt(id, GenerationState.QUEUED.status(), links.status(id), links.result(id), links.cancel(id));
        Response.ResponseBuilder answer = Response.accepted(receipt).location(URI.create(links.request(id)));
        return accepted.replay() ? answer.header("Idempotent-Replay", "true").build() : answer.build();
    }
}
