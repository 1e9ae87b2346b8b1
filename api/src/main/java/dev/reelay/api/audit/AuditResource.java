package dev.reelay.api.audit;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.Cursor;
import dev.reelay.api.request.FindRequest;
import dev.reelay.audit.Act;
import dev.reelay.audit.AuditLog;
import dev.reelay.audit.Kept;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people did to the installation, newest first. For admins. */
@Path("/v1/audit")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class AuditResource {
    private static final List<String> KNOWN = List.of("act", "key_id", "tenant", "cursor", "limit");
    private static final int MOST = 200;
    private static final int USUAL = 50;

    private final AuditLog log;
    private final ReadTenant scope;
    private final Caller caller;

    AuditResource(AuditLog log, ReadTenant scope, Caller caller) {
        this.log = log;
        this.scope = scope;
        this.caller = caller;
    }

    @GET
    public AuditDocuments.Page list(@Context UriInfo address) {
        caller.mustBeAdmin();
        ReadQuery query = new ReadQuery(address.getQueryParameters(), KNOWN);
        // The installation is one: without a tenant, what the keys of all of them did.
        Integer tenant = query.text("tenant") == null ? null : scope.of(query);
        AuditLog.Filter filter = new AuditLog.Filter(tenant, act(query), key(query), Cursor.of(query));
        int limit = query.limit(USUAL, MOST);
        query.endIfRefused();
        List<Kept> found = log.read(filter, limit + 1);
        boolean more = found.size() > limit;
        List<Kept> page = more ? found.subList(0, limit) : found;
        return new AuditDocuments.Page(
                page.stream().map(AuditDocuments.One::of).toList(),
                more ? Cursor.after(page.getLast().id()) : null);
    }

    private static @Nullable Act act(ReadQuery query) {
        String word = query.text("act");
        Optional<Act> act = word == null ? Optional.empty() : Act.of(word);
        if (word != null && act.isEmpty()) {
            query.refuse("act", "must be one of " + String.join(", ", Act.words()));
        }
        return act.orElse(null);
    }

    private static @Nullable UUID key(ReadQuery query) {
        String word = query.text("key_id");
        Optional<UUID> id = word == null ? Optional.empty() : FindRequest.parse(word);
        if (word != null && id.isEmpty()) {
            query.refuse("key_id", "must be the id of a key, as /v1/keys tells it");
        }
        return id.orElse(null);
    }
}
