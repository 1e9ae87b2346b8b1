package dev.reelay.api.ui.batch;

import dev.reelay.api.batch.BatchFile;
import dev.reelay.api.batch.FindBatch;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.ui.page.Pager;
import dev.reelay.batch.Batch;
import dev.reelay.batch.Batches;
import dev.reelay.storage.ObjectStore;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;

/** The list of batches, and one as it fills. */
@Path("/ui/batches")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class BatchesPage {
    private final Batches batches;
    private final FindBatch find;
    private final ViewBatch view;
    private final ObjectStore store;
    private final Caller caller;

    BatchesPage(Batches batches, FindBatch find, ViewBatch view, ObjectStore store, Caller caller) {
        this.batches = batches;
        this.find = find;
        this.view = view;
        this.store = store;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/batch")
    static class Templates {
        private Templates() {}

        static native TemplateInstance list(List<BatchView> batches, Pager pager);

        static native TemplateInstance rows(List<BatchView> batches, Pager pager);

        static native TemplateInstance one(BatchView view);

        static native TemplateInstance course(BatchView view);
    }

    @GET
    public String page(@Context UriInfo address) {
        Listed listed = listed(address);
        return Templates.list(listed.batches(), listed.pager()).render();
    }

    @GET
    @Path("/rows")
    public String rows(@Context UriInfo address) {
        Listed listed = listed(address);
        return Templates.rows(listed.batches(), listed.pager()).render();
    }

    @GET
    @Path("/{id}")
    public String one(@PathParam("id") String id) {
        return Templates.one(view.of(find.find(id))).render();
    }

    /** All that changes while it runs. */
    @GET
    @Path("/{id}/course")
    public String course(@PathParam("id") String id) {
        return Templates.course(view.of(find.find(id))).render();
    }

    /** One of its files, by a redirect to a fresh link. */
    @GET
    @Path("/{id}/files/{file}")
    public Response file(@PathParam("id") String id, @PathParam("file") String name) {
        Batch batch = find.find(id);
        for (BatchFile file : BatchFile.values()) {
            if (batch.state().hasFiles() && file.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Response.seeOther(store.presignedGet(file.key(batch), file.filename(batch))
                                .url())
                        .build();
            }
        }
        throw new ProblemException(
                Problem.of(ProblemType.NOT_READY, "A batch has its files, results and errors, once it has ended."));
    }

    private record Listed(List<BatchView> batches, Pager pager) {}

    private Listed listed(UriInfo address) {
        Pager.Asked asked = Pager.Asked.read(address.getQueryParameters(), List.of());
        List<Batch> found = batches.list(caller.tenant().id(), asked.before(), asked.rows());
        return new Listed(
                asked.page(found).stream().map(view::brief).toList(), asked.pager("/ui/batches", found, Batch::id));
    }
}
