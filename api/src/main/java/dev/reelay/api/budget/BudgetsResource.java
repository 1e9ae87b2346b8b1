package dev.reelay.api.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.request.FindRequest;
import dev.reelay.api.request.RequestLinks;
import dev.reelay.audit.Act;
import dev.reelay.audit.Entry;
import dev.reelay.budget.Budget;
import dev.reelay.budget.BudgetDraft;
import dev.reelay.budget.Budgets;
import dev.reelay.budget.ReadBudget;
import dev.reelay.catalog.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What a tenant may spend: making budgets, looking where they stand, changing and closing them. */
@Path("/v1/budgets")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class BudgetsResource {
    private final Budgets budgets;
    private final ReadBudget read;
    private final ReadBody body;
    private final Caller caller;
    private final RequestLinks links;
    private final Audit audit;

    BudgetsResource(Budgets budgets, ReadBudget read, ReadBody body, Caller caller, RequestLinks links, Audit audit) {
        this.budgets = budgets;
        this.read = read;
        this.body = body;
        this.caller = caller;
        this.links = links;
        this.audit = audit;
    }

    @GET
    public BudgetDocuments.All list() {
        return new BudgetDocuments.All(
                budgets.of(tenant()).stream().map(this::document).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream sent) {
        JsonNode said = body.json(sent);
        BudgetDraft.Whole draft = fine(read.whole(said), "Nothing was made.");
        return switch (made(draft, said)) {
            case Budgets.Made.Done done ->
                Response.created(URI.create(url(done.budget().id())))
                        .entity(document(done.budget()))
                        .build();
            case Budgets.Made.UnknownKey unknown ->
                throw invalid("Nothing was made.", List.of(new Violation("/api_key_id", "is no key of your tenant")));
            case Budgets.Made.TooMany tooMany ->
                throw invalid(
                        "Your tenant has " + Budgets.MOST + " budgets, which is the most. Close one first.", List.of());
        };
    }

    private Budgets.Made made(BudgetDraft.Whole draft, JsonNode said) {
        return audit.keeping(
                () -> budgets.create(tenant(), draft),
                made -> made instanceof Budgets.Made.Done done
                        ? new Entry(Act.BUDGET_CREATED, done.budget().id().toString(), said)
                        : null);
    }

    @GET
    @Path("/{id}")
    public BudgetDocuments.Standing one(@PathParam("id") String id) {
        return document(find(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public BudgetDocuments.Standing change(@PathParam("id") String id, InputStream sent) {
        UUID known = find(id).id();
        JsonNode said = body.json(sent);
        BudgetDraft draft = fine(read.change(said), "Nothing was changed.");
        return audit.keeping(
                        Act.BUDGET_CHANGED,
                        known.toString(),
                        said,
                        () -> budgets.change(tenant(), known, draft),
                        Optional::isPresent)
                .map(this::document)
                .orElseThrow(BudgetsResource::unknown);
    }

    @DELETE
    @Path("/{id}")
    public void close(@PathParam("id") String id) {
        Budget budget = find(id);
        if (!audit.keeping(
                Act.BUDGET_CLOSED,
                budget.id().toString(),
                JsonNodeFactory.instance.objectNode().put("name", budget.name()),
                () -> budgets.close(tenant(), budget.id()),
                Boolean::booleanValue)) {
            throw unknown();
        }
    }

    private Budget find(String id) {
        return FindRequest.parse(id)
                .flatMap(known -> budgets.find(tenant(), known))
                .orElseThrow(BudgetsResource::unknown);
    }

    private static <T> T fine(ReadBudget.Result<T> result, String nothing) {
        return switch (result) {
            case ReadBudget.Result.Fine<T> fine -> fine.draft();
            case ReadBudget.Result.Wrong<T> wrong ->
                throw invalid(nothing + " Mend what is listed and send it again.", wrong.violations());
        };
    }

    private static ProblemException invalid(String detail, List<Violation> violations) {
        return new ProblemException(Problem.violations(ProblemType.INVALID_REQUEST, detail, violations));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_BUDGET, "Your tenant has no open budget with this id."));
    }

    private BudgetDocuments.Standing document(Budget budget) {
        return BudgetDocuments.Standing.of(budget, url(budget.id()));
    }

    private int tenant() {
        return caller.tenant().id();
    }

    private String url(UUID id) {
        return links.to("v1/budgets/" + id);
    }
}
