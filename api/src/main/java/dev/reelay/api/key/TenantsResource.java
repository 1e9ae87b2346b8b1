package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.audit.Act;
import dev.reelay.tenant.SetTenants;
import dev.reelay.tenant.TenantDraft;
import dev.reelay.tenant.TenantSettings;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;

/** Tenants: making them, looking at them, and changing what they may. For admins. */
@Path("/v1/tenants")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class TenantsResource {
    private final SetTenants tenants;
    private final ReadBody body;
    private final Caller caller;
    private final Audit audit;

    TenantsResource(SetTenants tenants, ReadBody body, Caller caller, Audit audit) {
        this.tenants = tenants;
        this.body = body;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    public KeyDocuments.Tenants list() {
        caller.mustBeAdmin();
        return new KeyDocuments.Tenants(
                tenants.all().stream().map(KeyDocuments.Tenant::of).toList());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream sent) {
        caller.mustBeAdmin();
        JsonNode said = body.json(sent);
        ReadTenantDraft.Whole whole = ReadTenantDraft.whole(said);
        Optional<TenantSettings> made = audit.keeping(
                Act.TENANT_CREATED,
                whole.name(),
                said,
                () -> tenants.make(whole.name(), whole.draft()),
                Optional::isPresent);
        return made.map(tenant -> Response.status(Response.Status.CREATED)
                        .entity(KeyDocuments.Tenant.of(tenant))
                        .build())
                .orElseGet(() -> Problem.of(
                                ProblemType.TENANT_EXISTS, "Take another name, or PATCH the tenant that has this one.")
                        .response());
    }

    @GET
    @Path("/{name}")
    public KeyDocuments.Tenant one(@PathParam("name") String name) {
        caller.mustBeAdmin();
        return tenants.find(name.replace("\0", "")).map(KeyDocuments.Tenant::of).orElseThrow(TenantsResource::unknown);
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public KeyDocuments.Tenant change(@PathParam("name") String given, InputStream sent) {
        caller.mustBeAdmin();
        String name = given.replace("\0", "");
        JsonNode said = body.json(sent);
        TenantDraft draft = ReadTenantDraft.change(said);
        if (Boolean.TRUE.equals(draft.suspended())
                && name.equals(caller.tenant().name())) {
            throw new ProblemException(
                    Problem.of(ProblemType.OWN_KEY, "This would lock your own key out; take one of another tenant."));
        }
        return audit.keeping(Act.TENANT_CHANGED, name, said, () -> tenants.change(name, draft), Optional::isPresent)
                .map(KeyDocuments.Tenant::of)
                .orElseThrow(TenantsResource::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_TENANT, "The list of all tenants is at /v1/tenants."));
    }
}
