package dev.reelay.api.facade.wavespeed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.facade.Front;
import dev.reelay.api.facade.FrontLinks;
import dev.reelay.api.facade.KeepImage;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.facade.AnswerJson;
import dev.reelay.upload.Uploaded;
import dev.reelay.upload.Uploads;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** WaveSpeed's older uploads: the image itself, as a form. */
@Path("/wavespeed/api/v3/media/upload/binary")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class MediaBinaryResource {
    private static final String FILE = "file";

    private final KeepImage images;
    private final Caller caller;
    private final FrontLinks links;

    MediaBinaryResource(KeepImage images, Caller caller, FrontLinks links) {
        this.images = images;
        this.caller = caller;
        this.links = links;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public ObjectNode upload(@RestForm(FILE) @Nullable FileUpload file) throws IOException {
        if (file == null) {
            throw new ProblemException(Problem.of(
                    ProblemType.INVALID_REQUEST,
                    "Nothing was kept.",
                    List.of(Problem.Fault.of(FILE, "is missing: the image, as a part of the form"))));
        }
        try (InputStream bytes = Files.newInputStream(file.uploadedFile())) {
            Uploaded upload = images.keep(caller.tenant(), bytes);
            String address = upload.address();
            return DescribePrediction.envelope(AnswerJson.object()
                    .put("type", "image")
                    .put(
                            "download_url",
                            links.to(Front.WAVESPEED, Uploads.FILES + address.substring(address.lastIndexOf('/') + 1)))
                    .put("filename", file.fileName())
                    .put("size", upload.bytes()));
        }
    }

    /** What comes in any other form. */
    @POST
    @Consumes(MediaType.WILDCARD)
    public ObjectNode uploadOfOther() {
        throw new ProblemException(Problem.of(
                ProblemType.UNSUPPORTED_MEDIA_TYPE,
                "Send the image as the part file of a form, with Content-Type: multipart/form-data."));
    }
}
