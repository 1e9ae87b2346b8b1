package dev.reelay.api.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.audit.Act;
import dev.reelay.catalog.Violation;
import dev.reelay.quarantine.Quarantine;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;

/** How the quarantine stands, and its end. */
@Path("/v1/quarantine")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class QuarantineResource {
    private final Quarantine quarantine;
    private final Audit audit;
    private final ReadBody body;

    QuarantineResource(Quarantine quarantine, Audit audit, ReadBody body) {
        this.quarantine = quarantine;
        this.audit = audit;
        this.body = body;
    }

    @GET
    public QuarantineDocument standing() {
        audit.caller().mustBeAdmin();
        return QuarantineDocument.of(quarantine.standing());
    }

    /** Ends it; with {@code release} everything that it held is bought, without it each waits for a word of its own. */
    @POST
    @Path("/end")
    @Consumes(MediaType.APPLICATION_JSON)
    public QuarantineDocument end(InputStream sent) {
        audit.caller().mustBeAdmin();
        JsonNode said = body.json(sent);
        boolean release = release(said);
        audit.keeping(Act.QUARANTINE_ENDED, "quarantine", said, quarantine::end, ended -> ended || release);
        if (release) {
            quarantine.releaseAll();
        }
        return QuarantineDocument.of(quarantine.standing());
    }

    private static boolean release(JsonNode said) {
        if (said.size() != 1 || !said.path("release").isBoolean()) {
            throw new ProblemException(Problem.violations(
                    ProblemType.INVALID_REQUEST,
                    "Nothing was changed. Mend what is listed and send it again.",
                    List.of(new Violation(
                            "/release",
                            "must be true, for what is held to be bought, or false; there is no other field"))));
        }
        return said.path("release").booleanValue();
    }
}
