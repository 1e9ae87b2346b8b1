package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import dev.reelay.webhook.FacadeSecrets;
import dev.reelay.webhook.WaveSpeedSignature;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The secret that WaveSpeed's callbacks are signed with. */
@Path("/wavespeed/api/v3/webhook/secret")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class WebhookSecretResource {
    private final Caller caller;
    private final FacadeSecrets secrets;

    WebhookSecretResource(Caller caller, FacadeSecrets secrets) {
        this.caller = caller;
        this.secrets = secrets;
    }

    @GET
    public ObjectNode secret() {
        caller.mustBeOperator();
        List<WaveSpeedSignature> all = secrets.waveSpeed(caller.tenant().id());
        if (all.isEmpty()) {
            throw new ProblemException(Problem.of(
                    ProblemType.NO_WEBHOOKS,
                    "Webhooks are not set up on this installation (its operator sets reelay.secrets.key)."));
        }
        return DescribePrediction.envelope(
                AnswerJson.object().put("secret", all.getFirst().clear()));
    }
}
