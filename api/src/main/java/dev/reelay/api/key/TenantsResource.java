package dev.reelay.api.key;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.tenant.SetTenants;
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

/** Tenants: making them, looking at them, and changing what they may. For admins. */
@Path("/v1/tenants")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class TenantsResource {
    private final SetTenants tenants;
    private final ManageTenants manage;
    private final ReadBody body;
    private final Caller caller;

    TenantsResource(SetTenants tenants, ManageTenants manage, ReadBody body, Caller caller) {
        this.tenants = tenants;
        this.manage = manage;
        this.body = body;
        this.caller = caller;
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
        return Response.status(Response.Status.CREATED)
                .entity(KeyDocuments.Tenant.of(manage.create(body.json(sent))))
                .build();
    }

    @GET
    @Path("/{name}")
    public KeyDocuments.Tenant one(@PathParam("name") String name) {
        caller.mustBeAdmin();
        return tenants.find(name.replace("\0", "")).map(KeyDocuments.Tenant::of).orElseThrow(ManageTenants::unknown);
    }

    @PATCH
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public KeyDocuments.Tenant change(@PathParam("name") String given, InputStream sent) {
        caller.mustBeAdmin();
        return KeyDocuments.Tenant.of(manage.change(given.replace("\0", ""), body.json(sent)));
    }
}
