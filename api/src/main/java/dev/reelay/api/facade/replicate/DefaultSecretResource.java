package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import dev.reelay.webhook.FacadeSecrets;
import dev.reelay.webhook.SigningSecret;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The secret that callbacks in Replicate's form are signed with. */
@Path("/replicate/v1/webhooks/default/secret")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class DefaultSecretResource {
    private final Caller caller;
    private final FacadeSecrets secrets;

    DefaultSecretResource(Caller caller, FacadeSecrets secrets) {
        this.caller = caller;
        this.secrets = secrets;
    }

    @GET
    public ObjectNode secret() {
        caller.mustBeOperator();
        return secrets.replicate(caller.tenant().id()).stream()
                .findFirst()
                .map(SigningSecret::clear)
                .map(clear -> AnswerJson.object().put("key", clear))
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.NO_WEBHOOKS,
                        "Webhooks are not set up on this installation (its operator sets reelay.secrets.key).")));
    }
}
