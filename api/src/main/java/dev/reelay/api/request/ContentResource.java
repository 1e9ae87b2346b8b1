package dev.reelay.api.request;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.generation.Artifact;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** The file itself, by a redirect to a fresh link: an address that can be kept, where a link cannot. */
@Path("/v1/requests")
@RunOnVirtualThread
class ContentResource {
    private final ReadGenerations generations;
    private final FindRequest find;
    private final SignResults results;

    ContentResource(ReadGenerations generations, FindRequest find, SignResults results) {
        this.generations = generations;
        this.find = find;
        this.results = results;
    }

    @GET
    @Path("/{id}/content")
    public Response content(@PathParam("id") String id, @QueryParam("n") @DefaultValue("0") String n) {
        Generation generation = find.find(id);
        List<Artifact> artifacts = generations.artifacts(generation);
        if (artifacts.isEmpty()) {
            throw new ProblemException(
                    generation.state().ended()
                            ? Problem.of(ProblemType.NO_RESULT, "It ended without a result; its status says how.")
                            : Problem.of(
                                    ProblemType.NOT_READY, "It is not finished; its status says what it waits for."));
        }
        Artifact wanted = artifacts.stream()
                .filter(artifact -> String.valueOf(artifact.n()).equals(n))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NO_RESULT, "It has no file with this number; they count from 0.")));
        return Response.status(Response.Status.FOUND)
                .location(results.link(generation, wanted).url())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
