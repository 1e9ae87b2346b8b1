package dev.reelay.api.key;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.tenant.Keys;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.List;

/** The keys of tenants: making them, looking at them, changing and revoking them. For admins. */
@Path("/v1/keys")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class KeysResource {
    private final Keys keys;
    private final ManageKeys manage;
    private final ReadKey read;
    private final ReadTenant scope;
    private final ReadBody body;
    private final Caller caller;

    KeysResource(Keys keys, ManageKeys manage, ReadKey read, ReadTenant scope, ReadBody body, Caller caller) {
        this.keys = keys;
        this.manage = manage;
        this.read = read;
        this.scope = scope;
        this.body = body;
        this.caller = caller;
    }

    @GET
    public KeyDocuments.Keys list(@Context UriInfo address) {
        caller.mustBeAdmin();
        ReadQuery query = new ReadQuery(address.getQueryParameters(), List.of("tenant"));
        Integer tenant = scope.of(query);
        query.endIfRefused();
        return new KeyDocuments.Keys(
                keys.of(tenant).stream().map(read::document).toList());
    }

    /** 201 with the key in clear, at the only time that it is seen. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(InputStream sent) {
        caller.mustBeAdmin();
        Keys.Made made = manage.create(body.json(sent));
        return Response.status(Response.Status.CREATED)
                .entity(read.document(made.key(), made.clear().clear()))
                .build();
    }

    @GET
    @Path("/{id}")
    public KeyDocuments.One one(@PathParam("id") String id) {
        caller.mustBeAdmin();
        return read.document(manage.find(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public KeyDocuments.One change(@PathParam("id") String id, InputStream sent) {
        caller.mustBeAdmin();
        return read.document(manage.change(manage.find(id), body.json(sent)));
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        manage.revoke(id);
    }
}
