package dev.reelay.api.facade.fal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.api.facade.ShowUpload;
import dev.reelay.api.facade.Tickets;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.facade.AnswerJson;
import dev.reelay.upload.Uploads;
import dev.reelay.webhook.FacadeSecrets;
import dev.reelay.webhook.FalSignature;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What fal has beside its queue: uploads, and the keys by which its callbacks are verified. */
@ApplicationScoped
class FalFiles {
    /** Where bytes are posted that come with a token. */
    static final String UPLOAD = Uploads.FILES + "upload";

    private static final int KEPT_SECONDS = 3600;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    private final Tickets tickets;
    private final ReadBody bodies;
    private final Caller caller;
    private final FacadeSecrets secrets;
    private final ShowUpload uploads;
    private final FrontLinks links;

    FalFiles(
            Tickets tickets,
            ReadBody bodies,
            Caller caller,
            FacadeSecrets secrets,
            ShowUpload uploads,
            FrontLinks links) {
        this.tickets = tickets;
        this.bodies = bodies;
        this.caller = caller;
        this.secrets = secrets;
        this.uploads = uploads;
        this.links = links;
    }

    /** What is posted below storage: it begins an upload, or asks for a token to upload with. */
    Response initiate(FalCall call, InputStream body) {
        return switch (call.path()) {
            case "storage/upload/initiate" -> ticket(body);
            case "storage/auth/token" -> token();
            case "storage/upload/initiate-multipart" -> throw inParts();
            default ->
                throw new ProblemException(
                        Problem.of(
                                ProblemType.NOT_FOUND,
                                "Uploads begin at storage/upload/initiate or storage/auth/token; the rest of fal's storage is not here."));
        };
    }

    /** What fal's Python client does with a token. */
    Response upload(FalCall call, HttpHeaders headers, InputStream body) {
        if (!call.path().equals(UPLOAD)) {
            throw inParts();
        }
        String given = String.valueOf(headers.getHeaderString(HttpHeaders.AUTHORIZATION));
        String url = tickets.takeFor(Front.FAL, given.substring(given.indexOf(' ') + 1), body);
        return json(AnswerJson.object().put("access_url", url));
    }

    Response show(FalCall call) {
        return uploads.show(call.path().substring(Uploads.FILES.length()));
    }

    /** Clients do so from 90 MB on. */
    private static ProblemException inParts() {
        return new ProblemException(Problem.of(
                ProblemType.BODY_TOO_LARGE,
                "Reelay takes no uploads in parts: an image is far smaller. Put larger files behind an https URL."));
    }

    /** Its times have an offset in digits, which is what Pythons before 3.11 read. */
    private Response token() {
        Tickets.Pass pass = tickets.pass(caller.tenant());
        return json(AnswerJson.object()
                .put("token", pass.word())
                .put("token_type", "Bearer")
                .put("base_url", links.to(Front.FAL, "").replaceFirst("/$", ""))
                .put("expires_at", TIME.format(pass.until().atOffset(ZoneOffset.UTC))));
    }

    private Response ticket(InputStream body) {
        Tickets.Ticket ticket = tickets.issue(Front.FAL, caller.tenant(), bodies.json(body));
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
