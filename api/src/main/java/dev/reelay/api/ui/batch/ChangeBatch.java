package dev.reelay.api.ui.batch;

import dev.reelay.api.batch.AnswerManifest;
import dev.reelay.api.batch.ReadBatchTerms;
import dev.reelay.api.batch.SteerBatch;
import dev.reelay.api.manifest.ManifestFormat;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.ui.page.FilledForm;
import dev.reelay.api.ui.page.Said;
import dev.reelay.batch.Batch;
import dev.reelay.batch.BatchTerms;
import dev.reelay.request.Fields;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Sends a manifest, and steers what came of it. */
@Path("/ui/batches")
@RunOnVirtualThread
class ChangeBatch {
    private final ReadBatchTerms terms;
    private final AnswerManifest manifests;
    private final SteerBatch steer;

    ChangeBatch(ReadBatchTerms terms, AnswerManifest manifests, SteerBatch steer) {
        this.terms = terms;
        this.manifests = manifests;
        this.steer = steer;
    }

    /** What stands beside the file. */
    static class Upload {
        @RestForm("manifest")
        @Nullable
        FileUpload manifest;

        @RestForm("lines")
        @Nullable
        String lines;

        @RestForm("name")
        @Nullable
        String name;

        @RestForm("concurrency")
        @Nullable
        String concurrency;

        @RestForm("budget")
        @Nullable
        String budget;

        @RestForm("dry_run")
        @Nullable
        String dryRun;

        @RestForm("accept_valid")
        @Nullable
        String acceptValid;

        MultivaluedMap<String, String> fields() {
            MultivaluedMap<String, String> fields = new MultivaluedHashMap<>();
            put(fields, "name", name);
            put(fields, "concurrency", concurrency);
            put(fields, "budget", budget);
            put(fields, "dry_run", dryRun);
            put(fields, "accept_valid", acceptValid);
            return fields;
        }

        private static void put(MultivaluedMap<String, String> fields, String name, @Nullable String value) {
            if (value != null) {
                fields.putSingle(name, value);
            }
        }
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response send(Upload upload) throws IOException {
        BatchTerms wanted = read(new FilledForm(upload.fields())
                .texts("name")
                .values("concurrency", "budget")
                .flags("dry_run", "accept_valid"));
        FileUpload file = upload.manifest;
        boolean csv = file != null && file.fileName().toLowerCase(Locale.ROOT).endsWith(".csv");
        try (InputStream manifest = manifest(upload)) {
            Batch batch = manifests.take(wanted, csv ? ManifestFormat.CSV : ManifestFormat.JSONL, manifest);
            return Said.andGo(
                    wanted.dryRun()
                            ? "This was a dry run: nothing was bought. Below is what would be accepted."
                            : "It was taken in.",
                    "/ui/batches/" + batch.id());
        }
    }

    private BatchTerms read(FilledForm form) {
        Fields fields = new Fields(form.body());
        BatchTerms wanted = terms.read(fields, form.body());
        if (!fields.violations().isEmpty()) {
            throw new ProblemException(Problem.violations(
                    ProblemType.INVALID_REQUEST,
                    "Nothing was accepted. Mend what is listed and send it again.",
                    fields.violations()));
        }
        return wanted;
    }

    private static InputStream manifest(Upload upload) throws IOException {
        FileUpload file = upload.manifest;
        if (file != null && file.size() > 0) {
            return Files.newInputStream(file.uploadedFile());
        }
        String lines = upload.lines == null ? "" : upload.lines;
        return new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8));
    }

    @POST
    @Path("/{id}/pause")
    public Response pause(@PathParam("id") String id) {
        return Said.andGo("Nothing further is released; what is open goes on.", page(steer.pause(id)));
    }

    @POST
    @Path("/{id}/resume")
    public Response resume(@PathParam("id") String id) {
        return Said.andGo("It goes on.", page(steer.resume(id)));
    }

    @POST
    @Path("/{id}/cancel")
    public Response cancel(@PathParam("id") String id) {
        return Said.andGo("Nothing further is released, and what is open is cancelled.", page(steer.cancel(id)));
    }

    @POST
    @Path("/{id}/retry")
    public Response retry(@PathParam("id") String id) {
        return Said.andGo(
                "This batch has the lines without a result.",
                "/ui/batches/" + steer.retry(id, false).id());
    }

    private static String page(Batch batch) {
        return "/ui/batches/" + batch.id();
    }
}
