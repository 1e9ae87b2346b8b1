package dev.reelay.api.request;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.caller.ReadTenant;
import dev.reelay.generation.Generation;
import dev.reelay.generation.GenerationFilter;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.tenant.Tenants;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** Looking at requests: one by one, in every depth, or page by page. */
@Path("/v1/requests")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class RequestsResource {
    private final ReadGenerations generations;
    private final FindRequest find;
    private final DescribeRequest describe;
    private final Caller caller;
    private final ReadTenant scope;
    private final Tenants tenants;

    RequestsResource(
            ReadGenerations generations,
            FindRequest find,
            DescribeRequest describe,
            Caller caller,
            ReadTenant scope,
            Tenants tenants) {
        this.generations = generations;
        this.find = find;
        this.describe = describe;
        this.caller = caller;
        this.scope = scope;
        this.tenants = tenants;
    }

    @GET
    public Documents.Page list(@Context UriInfo address) {
        ListQuery.Wanted wanted = ListQuery.read(address.getQueryParameters(), scope);
        // One more than wanted tells whether there is a next page.
        List<Generation> found = generations.list(wanted.filter(), wanted.limit() + 1);
        boolean more = found.size() > wanted.limit();
        List<Generation> page = more ? found.subList(0, wanted.limit()) : found;
        Map<Integer, String> names = ofOthers(wanted.filter()) ? tenants.names() : Map.of();
        return new Documents.Page(
                page.stream()
                        .map(generation -> describe.summary(generation, names.get(generation.tenantId())))
                        .toList(),
                more ? Cursor.after(page.getLast().id()) : null);
    }

    private boolean ofOthers(GenerationFilter filter) {
        return filter.tenant() == null || filter.tenant() != caller.tenant().id();
    }

    @GET
    @Path("/{id}")
    public Documents.Whole whole(@PathParam("id") String id) {
        return describe.whole(find.find(id));
    }

    @GET
    @Path("/{id}/status")
    public Documents.Status status(@PathParam("id") String id) {
        return describe.status(find.find(id));
    }

    @GET
    @Path("/{id}/result")
    public Documents.Result result(@PathParam("id") String id) {
        return describe.result(find.find(id));
    }
}
