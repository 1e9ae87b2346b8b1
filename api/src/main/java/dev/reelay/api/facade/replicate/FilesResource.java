package dev.reelay.api.facade.replicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.api.facade.KeepImage;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import dev.reelay.request.StrictJson;
import dev.reelay.storage.ObjectHead;
import dev.reelay.upload.Uploaded;
import dev.reelay.upload.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/**
 * Replicate's files: images that inputs name by their {@code urls.get}. A file's id is the hash of its bytes, so that a file which is
 * sent again is the same.
 */
@Path("/replicate/v1/files")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class FilesResource {
    private static final int LONGEST_METADATA = 64 * 1024;

    private final KeepImage images;
    private final Uploads uploads;
    private final Caller caller;
    private final FrontLinks links;
    private final InstantSource clock;

    FilesResource(KeepImage images, Uploads uploads, Caller caller, FrontLinks links, InstantSource clock) {
        this.images = images;
        this.uploads = uploads;
        this.caller = caller;
        this.links = links;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response create(
            @RestForm("content") @Nullable FileUpload content, @RestForm("metadata") @Nullable FileUpload metadata)
            throws IOException {
        if (content == null) {
            throw refused("content", "is missing: the file");
        }
        JsonNode noted = metadata == null ? AnswerJson.object() : noted(metadata);
        Uploaded upload = kept(content);
        String name = upload.address().substring(upload.address().lastIndexOf('/') + 1);
        ObjectNode told = told(name, upload.format().mediaType(), upload.bytes())
                .put("name", content.fileName())
                .put("created_at", clock.instant().toString());
        told.putObject("checksums").put("sha256", upload.sha256());
        told.set("metadata", noted);
        return Response.status(Response.Status.CREATED).entity(told).build();
    }

    /** What comes in any other form. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public Response createOfOther() {
        throw new ProblemException(Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send the file as the part content of a form, with Content-Type: multipart/form-data."));
    }

    @GET
    @Path("/{id}")
    public ObjectNode file(@PathParam("id") String id) {
        ObjectHead head = uploads.head(caller.tenant(), id)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.NOT_FOUND, "Your tenant has no file with this id.")));
        return told(id, String.valueOf(head.mediaType()), head.bytes());
    }

    private Uploaded kept(FileUpload content) throws IOException {
        try (InputStream bytes = Files.newInputStream(content.uploadedFile())) {
            return images.keep(caller.tenant(), bytes);
        }
    }

    private ObjectNode told(String id, String mediaType, long bytes) {
        ObjectNode told = AnswerJson.object()
                .put("id", id)
                .put("name", id)
                .put("content_type", mediaType)
                .put("size", bytes);
        told.putNull("expires_at");
        told.putObject("urls").put("get", links.to(Front.REPLICATE, "v1/" + Uploads.FILES + id));
        return told;
    }

    private static JsonNode noted(FileUpload metadata) throws IOException {
        if (metadata.size() > LONGEST_METADATA) {
            throw refused("metadata", "must be at most " + LONGEST_METADATA + " bytes");
        }
        return StrictJson.parse(Files.readAllBytes(metadata.uploadedFile())) instanceof StrictJson.Document document
                ? document.root()
                : AnswerJson.object();
    }

    private static ProblemException refused(String field, String why) {
        return new ProblemException(
                Problem.of(ProblemType.INVALID_REQUEST, "Nothing was kept.", List.of(Problem.Fault.of(field, why))));
    }
}
