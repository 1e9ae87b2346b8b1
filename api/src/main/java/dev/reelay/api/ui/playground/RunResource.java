package dev.reelay.api.ui.playground;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.request.TakeRequest;
import dev.reelay.api.ui.request.RequestView;
import dev.reelay.api.ui.request.ViewRequest;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.request.ReadEnvelope;
import dev.reelay.trace.Origin;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.UUID;

/** Runs what is filled in: a request as any other, whose way is shown beside the form. */
@Path("/ui/playground/run")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class RunResource {
    private final Catalog catalog;
    private final ReadEnvelope envelopes;
    private final TakeRequest take;
    private final FindRequest find;
    private final ViewRequest view;
    private final Caller caller;

    RunResource(
            Catalog catalog,
            ReadEnvelope envelopes,
            TakeRequest take,
            FindRequest find,
            ViewRequest view,
            Caller caller) {
        this.catalog = catalog;
        this.envelopes = envelopes;
        this.take = take;
        this.find = find;
        this.view = view;
        this.caller = caller;
    }

    @CheckedTemplate(basePath = "ui/playground")
    static class Templates {
        private Templates() {}

        static native TemplateInstance run(RequestView view);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String run(MultivaluedMap<String, String> filled) {
        String model = filled.getFirst("model");
        Listing listing = catalog.find(model == null ? "" : model)
                .orElseThrow(() -> new ProblemException(
                        Problem.of(ProblemType.UNKNOWN_MODEL, "Choose one of the models of the playground.")));
        UUID id = take.take(
                        Origin.PAGES,
                        caller.owner().requester(),
                        envelopes.read(new ModelForm(listing).envelope(filled)),
                        null,
                        "")
                .id();
        return Templates.run(view.of(find.find(id.toString()))).render();
    }
}
