package dev.reelay.api.ui.playground;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.upload.TakeUpload;
import dev.reelay.upload.Uploaded;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Puts an image into the bucket, and its address into the field that it was chosen for. */
@Path("/ui/playground/upload/{field}")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class UploadResource {
    private final TakeUpload uploads;
    private final Caller caller;

    UploadResource(TakeUpload uploads, Caller caller) {
        this.uploads = uploads;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/playground")
    static class Templates {
        private Templates() {}

        static native TemplateInstance media(String field, String address, String preview);
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public String upload(@PathParam("field") String field, @RestForm("image") @Nullable FileUpload image)
            throws IOException {
        if (image == null) {
            throw new ProblemException(Problem.of(ProblemType.NOT_AN_IMAGE, "Choose a file."));
        }
        try (InputStream bytes = Files.newInputStream(image.uploadedFile())) {
            return switch (uploads.take(caller.tenant(), bytes)) {
                case TakeUpload.Outcome.Kept kept -> kept(field, kept.upload());
                case TakeUpload.Outcome.NoImage none ->
                    throw new ProblemException(Problem.of(
                            ProblemType.NOT_AN_IMAGE,
                            "The first bytes are not those of a JPEG, PNG or WebP image; choose one."));
                case TakeUpload.Outcome.TooLarge large ->
                    throw new ProblemException(Problem.of(
                            ProblemType.BODY_TOO_LARGE,
                            "An image has at most " + large.mostBytes()
                                    + " bytes; put larger ones behind an https URL."));
            };
        }
    }

    private static String kept(String field, Uploaded upload) {
        return Templates.media(field, upload.address(), upload.preview().url().toString())
                .render();
    }
}
