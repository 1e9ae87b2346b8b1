package dev.reelay.api.ui.playground;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.EstimateRequest;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.ui.page.Format;
import dev.reelay.api.ui.request.AskAgain;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.generation.Generation;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
    private final WriteCode code;
    private final FindRequest find;
    private final AskAgain again;

    PlaygroundPage(
            Catalog catalog,
            ReadEnvelope envelopes,
            EstimateRequest estimate,
            Caller caller,
            WriteCode code,
            FindRequest find,
            AskAgain again) {
        this.catalog = catalog;
        this.envelopes = envelopes;
        this.estimate = estimate;
        this.caller = caller;
        this.code = code;
        this.find = find;
        this.again = again;
    }

    @CheckedTemplate(basePath = "ui/playground")
    static class Templates {
        private Templates() {}

        static native TemplateInstance bench(
                List<Listing> models,
                Listing model,
                List<FormField> fields,
                TermsForm terms,
                Set<String> providers,
                List<CodeSample> code,
                String note);

        static native TemplateInstance outlook(Outlook outlook);
    }

    /**
     * The form.
     *
     * @param id of a model, which is filled in with its sample
     * @param from a request that it is filled in with instead
     */
    @GET
    public String page(@QueryParam("model") @Nullable String id, @QueryParam("from") @Nullable String from) {
        if (from != null) {
            return asBefore(find.find(from));
        }
        Listing model = id == null ? first() : find(id);
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("model", model.id()).set("input", model.sample());
        return bench(model, envelope, "");
    }

    /** The form of another model, with what was typed into that of the one before. */
    @POST
    @Path("/model")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response another(MultivaluedMap<String, String> filled) {
        Listing model = find(filled.getFirst("model"));
        ModelForm before = new ModelForm(find(filled.getFirst("was")));
        ModelForm form = new ModelForm(model);
        ObjectNode envelope = form.envelope(filled);
        envelope.set("input", form.keeping(before, filled));
        String address = UriBuilder.fromPath("/ui/playground")
                .queryParam("model", model.id())
                .build()
                .toString();
        return Response.ok(bench(model, envelope, ""))
                .header("HX-Push-Url", address)
                .build();
    }

    /** Whoever is told in a provider's form would not understand ours. */
    private String asBefore(Generation request) {
        AskAgain.Asked asked = again.of(request);
        ObjectNode envelope = asked.envelope();
        StringBuilder note = new StringBuilder("Filled in as request …" + Format.tail(request.id())
                + " was, with its terms. Change what you like; it becomes a new request.");
        if (asked.late()) {
            note.append(" A deadline that has passed is left out.");
        }
        if (request.facade() != null && envelope.has("webhook_url")) {
            envelope.remove(List.of("webhook_url", "webhook_events"));
            note.append(" Its webhook is told in the form of " + request.facade() + ", and is left out.");
        }
        return bench(find(request.model()), envelope, note.toString());
    }

    private String bench(Listing model, ObjectNode envelope, String note) {
        TermsForm terms = new TermsForm(envelope);
        return Templates.bench(
                        models(),
                        model,
                        new ModelForm(model).fields(envelope.path("input")),
                        terms,
                        terms.providers(model.offerings().stream()
                                .map(Offering::provider)
                                .collect(Collectors.toCollection(LinkedHashSet::new))),
                        code.of(envelope),
                        note)
                .render();
    }

    /** Checked as the api checks it, and not sent. */
    @POST
    @Path("/check")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public String check(MultivaluedMap<String, String> filled) {
        Listing model = find(filled.getFirst("model"));
        ModelForm form = new ModelForm(model);
        ObjectNode envelope = form.envelope(filled);
        return Templates.outlook(outlook(form.fields(model.sample()), envelope)).render();
    }

    private Outlook outlook(List<FormField> fields, ObjectNode envelope) {
        try {
            return Outlook.fine(
                    estimate.estimate(envelopes.read(envelope), caller.tenant()), fields, code.of(envelope));
        } catch (ProblemException e) {
            return Outlook.wrong(e.problem(), fields, code.of(envelope));
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
