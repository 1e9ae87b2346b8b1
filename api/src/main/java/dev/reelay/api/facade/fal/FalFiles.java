package dev.reelay.api.facade.fal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.Tickets;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.facade.AnswerJson;
import dev.reelay.webhook.FacadeSecrets;
import dev.reelay.webhook.FalSignature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;

/** What fal has beside its queue: uploads, and the keys by which its callbacks are verified. */
@ApplicationScoped
class FalFiles {
    private static final int KEPT_SECONDS = 3600;

    private final Tickets tickets;
    private final ReadBody bodies;
    private final Caller caller;
    private final FacadeSecrets secrets;

    FalFiles(Tickets tickets, ReadBody bodies, Caller caller, FacadeSecrets secrets) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.caller = caller;
        this.secrets = secrets;
    }

    Response initiate(FalCall call, InputStream body) {
        if (call.path().equals("storage/upload/initiate-multipart")) {
            throw new ProblemException(
                    Problem.of(
                            ProblemType.BODY_TOO_LARGE,
                            "Reelay takes no uploads in parts: an image is far smaller. Put larger files behind an https URL."));
        }
        if (!call.path().equals("storage/upload/initiate")) {
            throw new ProblemException(Problem.of(
                    ProblemType.NOT_FOUND,
                    "Uploads begin at storage/upload/initiate; the rest of fal's storage is not here."));
        }
        String type = bodies.json(body).path("content_type").asText("");
        Tickets.Ticket ticket = tickets.issue(Front.FAL, caller.tenant(), type);
        return json(AnswerJson.object().put("upload_url", ticket.uploadUrl()).put("file_url", ticket.fileUrl()));
    }

    Response take(String token, InputStream bytes) {
        tickets.take(token, bytes);
        return Response.ok().build();
    }

    /** As fal publishes them; the first signs, the others did before the installation's key was changed. */
    Response keys() {
        ObjectNode set = AnswerJson.object();
        ArrayNode keys = set.putArray("keys");
        for (FalSignature signature : secrets.fal()) {
            keys.addObject()
                    .put("kty", "OKP")
                    .put("crv", "Ed25519")
                    .put("use", "sig")
                    .put("x", signature.publicKey());
        }
        return Response.fromResponse(json(set))
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=" + KEPT_SECONDS)
                .build();
    }

    private static Response json(ObjectNode body) {
        return Response.ok(body).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
