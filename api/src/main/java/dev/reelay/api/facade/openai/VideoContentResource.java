package dev.reelay.api.facade.openai;

import dev.reelay.api.facade.StreamArtifact;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.FindRequest;
import dev.reelay.facade.FinishedFiles;
import dev.reelay.generation.Artifact;
import dev.reelay.generation.Generation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The bytes of a video, out of the bucket. */
@Path("/openai/v1/videos/{id}/content")
@RunOnVirtualThread
class VideoContentResource {
    private static final String VARIANT = "variant";

    private final FindRequest find;
    private final FinishedFiles files;
    private final StreamArtifact stream;

    VideoContentResource(FindRequest find, FinishedFiles files, StreamArtifact stream) {
        this.find = find;
        this.files = files;
        this.stream = stream;
    }

    @GET
    public Response content(@PathParam("id") String id, @Context UriInfo address) {
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of(VARIANT));
        String variant = query.text(VARIANT);
        if (variant != null && !variant.equals("video")) {
            query.refuse(VARIANT, "must be video: no previews are made of it");
        }
        query.endIfRefused();
        Generation generation = find.find(id);
        List<FinishedFiles.File> all = files.of(generation);
        Artifact artifact = all.stream()
                .filter(file -> !file.isImage())
                .findFirst()
                .or(() -> all.stream().findFirst())
                .map(FinishedFiles.File::artifact)
                .orElseThrow(() -> none(generation));
        return stream.of(artifact).build();
    }

    private static ProblemException none(Generation generation) {
        return new ProblemException(
                generation.state().ended()
                        ? Problem.of(ProblemType.NO_RESULT, "It ended without a video; its error says why.")
                        : Problem.of(ProblemType.NOT_READY, "The video is not ready yet; its status says when it is."));
    }
}
