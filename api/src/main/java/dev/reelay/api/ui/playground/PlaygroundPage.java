package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.EstimateRequest;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.request.ReadEnvelope;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model and its form; while it is filled in, what the request would come to. */
@Path("/ui/playground")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class PlaygroundPage {
    private final Catalog catalog;
    private final ReadEnvelope envelopes;
    private final EstimateRequest estimate;
    private final Caller caller;
    private final RequestLinks links;

    PlaygroundPage(
            Catalog catalog, ReadEnvelope envelopes, EstimateRequest estimate, Caller caller, RequestLinks links) {
        this.catalog = catalog;
        this.envelopes = envelopes;
        this.estimate = estimate;
        this.caller = caller;
        this.links = links;
    }

    @CheckedTemplate(basePath = "ui/playground")
    static class Templates {
        private Templates() {}

        static native TemplateInstance bench(
                List<Listing> models,
                Listing model,
                List<FormField> fields,
                List<String> providers,
                List<CodeSample> code);

        static native TemplateInstance outlook(Outlook outlook);
    }

    @GET
    public String page(@QueryParam("model") @Nullable String id) {
        Listing model = id == null ? first() : find(id);
        ModelForm form = new ModelForm(model);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("model", model.id()).set("input", model.sample());
        return Templates.bench(
                        models(),
                        model,
                        form.fields(),
                        model.offerings().stream()
                                .map(Offering::provider)
                                .distinct()
                                .toList(),
                        CodeSample.of(envelope, links.to("v1/requests")))
                .render();
    }

    /** Checked as the api checks it, and not sent. */
    @POST
    @Path("/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String check(MultivaluedMap<String, String> filled) {
        ModelForm form = new ModelForm(find(filled.getFirst("model")));
        ObjectNode envelope = form.envelope(filled);
        List<CodeSample> code = CodeSample.of(envelope, links.to("v1/requests"));
        return Templates.outlook(outlook(form, envelope, code)).render();
    }

    private Outlook outlook(ModelForm form, ObjectNode envelope, List<CodeSample> code) {
        try {
            return Outlook.fine(estimate.estimate(envelopes.read(envelope), caller.tenant()), form.fields(), code);
        } catch (ProblemException e) {
            return Outlook.wrong(e.problem(), form.fields(), code);
        }
    }

    private Listing find(@Nullable String id) {
        return catalog.find(id == null ? "" : id)
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.UNKNOWN_MODEL,
                        "The playground has all models that there are; choose one of them.")));
    }

    /** Our own models, which several providers can serve, stand before those of one provider. */
    private List<Listing> models() {
        return catalog.listings().stream()
                .sorted((one, other) -> Boolean.compare(one.pinned(), other.pinned()))
                .toList();
    }

    private Listing first() {
        return models().stream()
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.of(
                        ProblemType.UNKNOWN_MODEL, "The catalog has no model; put a file into its folder.")));
    }
}
