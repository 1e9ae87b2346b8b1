package dev.reelay.api.facade;

import dev.reelay.generation.Artifact;
import dev.reelay.storage.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.FileNotFoundException;
import java.io.InputStream;

/** Answers with the bytes of a result, out of the bucket, for services whose clients expect them and no link. */
@ApplicationScoped
public class StreamArtifact {
    private final ObjectStore store;

    StreamArtifact(ObjectStore store) {
        this.store = store;
    }

    /** The answer, to which others add their headers. */
    public Response.ResponseBuilder of(Artifact artifact) {
        StreamingOutput bytes = out -> {
            try (InputStream in = store.open(artifact.bucket(), artifact.key())
                    .orElseThrow(() -> new FileNotFoundException(artifact.uri()))) {
                in.transferTo(out);
            }
        };
        return Response.ok(bytes)
                .type(MediaType.valueOf(artifact.mediaType()))
                .header(HttpHeaders.CONTENT_LENGTH, artifact.bytes());
    }
}
