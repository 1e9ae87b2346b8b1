package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.request.DeleteRequest;
import dev.reelay.facade.AnswerJson;
import dev.reelay.request.Fields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** WaveSpeed's deletion: each of the predictions that are named, or why it stays. */
@Path("/wavespeed/api/v3/predictions/delete")
@RunOnVirtualThread
@Consumes(MediaType.WILDCARD)
@Produces(MediaType.APPLICATION_JSON)
class DeletePredictionsResource {
    private static final String IDS = "ids";

    private final ReadBody bodies;
    private final DeleteRequest delete;

    DeletePredictionsResource(ReadBody bodies, DeleteRequest delete) {
        this.bodies = bodies;
        this.delete = delete;
    }

    @POST
    public ObjectNode delete(InputStream body) {
        Fields fields = new Fields(bodies.json(body));
        fields.onlyKnown(Set.of(IDS));
        List<String> ids = fields.words(IDS, "ids of predictions");
        if (fields.present(IDS) == null) {
            fields.refuse(IDS, "is missing: the ids of the predictions");
        }
        if (!fields.violations().isEmpty()) {
            throw new ProblemException(
                    Problem.violations(ProblemType.INVALID_REQUEST, "Nothing was deleted.", fields.violations()));
        }
        List<Problem.Fault> kept = new ArrayList<>();
        for (String id : ids) {
            try {
                delete.delete(id);
            } catch (ProblemException e) {
                kept.add(Problem.Fault.of(id, "stays: " + e.problem().detail().replaceFirst("\\.$", "")));
            }
        }
        if (!kept.isEmpty()) {
            String others = kept.size() == ids.size() ? "Nothing was deleted." : "The others were deleted.";
            throw new ProblemException(Problem.of(ProblemType.NOT_DELETABLE, others, kept));
        }
        return DescribePrediction.envelope(AnswerJson.object());
    }
}
