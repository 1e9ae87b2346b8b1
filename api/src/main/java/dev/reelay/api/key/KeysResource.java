package dev.reelay.api.key;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.caller.ReadTenant;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.api.problem.ReadQuery;
import dev.reelay.api.request.FindRequest;
import dev.reelay.audit.Act;
import dev.reelay.audit.Entry;
import dev.reelay.tenant.Key;
import dev.reelay.tenant.KeyDraft;
import dev.reelay.tenant.Keys;
import dev.reelay.tenant.Role;
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
import java.util.UUID;

/** The keys of tenants: making them, looking at them, changing and revoking them. For admins. */
@Path("/v1/keys")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class KeysResource {
    private final Keys keys;
    private final ReadKey read;
    private final ReadTenant scope;
    private final ReadBody body;
    private final Caller caller;
    private final Audit audit;

    KeysResource(Keys keys, ReadKey read, ReadTenant scope, ReadBody body, Caller caller, Audit audit) {
        this.keys = keys;
        this.read = read;
        this.scope = scope;
        this.body = body;
        this.caller = caller;
        this.audit = audit;
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
        JsonNode said = body.json(sent);
        ReadKey.Wanted wanted = read.whole(said, caller.tenant());
        Keys.Made made = audit.keeping(
                () -> keys.make(wanted.tenant(), wanted.draft()),
                done -> new Entry(Act.KEY_CREATED, done.key().id().toString(), said));
        return Response.status(Response.Status.CREATED)
                .entity(read.document(made.key(), made.clear().clear()))
                .build();
    }

    @GET
    @Path("/{id}")
    public KeyDocuments.One one(@PathParam("id") String id) {
        caller.mustBeAdmin();
        return read.document(find(id));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public KeyDocuments.One change(@PathParam("id") String id, InputStream sent) {
        caller.mustBeAdmin();
        UUID known = find(id).id();
        JsonNode said = body.json(sent);
        KeyDraft draft = read.change(said);
        boolean weaker = draft.role() != null && draft.role() != Role.ADMIN;
        if (known.equals(caller.keyId()) && (weaker || KeyDraft.Setting.isSet(draft.expiresAt()))) {
            throw ownKey();
        }
        return audit.keeping(
                        () -> keys.change(known, draft),
                        done -> done.isEmpty() ? null : new Entry(Act.KEY_CHANGED, known.toString(), said))
                .map(read::document)
                .orElseThrow(KeysResource::unknown);
    }

    @DELETE
    @Path("/{id}")
    public void revoke(@PathParam("id") String id) {
        caller.mustBeAdmin();
        Key key = find(id);
        if (key.id().equals(caller.keyId())) {
            throw ownKey();
        }
        audit.keeping(
                Act.KEY_REVOKED,
                key.id().toString(),
                ReadKey.named(key),
                () -> keys.revoke(key.id()),
                Boolean::booleanValue);
    }

    private Key find(String id) {
        return FindRequest.parse(id).flatMap(keys::find).orElseThrow(KeysResource::unknown);
    }

    private static ProblemException ownKey() {
        return new ProblemException(Problem.of(
                ProblemType.OWN_KEY,
                "A key neither revokes itself nor makes itself weaker; take another key of the role admin."));
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_KEY, "There is no key with this id that is not revoked."));
    }
}
