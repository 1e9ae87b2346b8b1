package dev.reelay.api.limit;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.limit.ReadLimits;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;

/** How the accounts at the providers stand, and changing their limits at run time. For admins. */
@Path("/v1/accounts")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class AccountsResource {
    private final ReadLimits limits;
    private final SetLimits changes;
    private final Caller caller;
    private final ReadBody body;

    AccountsResource(ReadLimits limits, SetLimits changes, Caller caller, ReadBody body) {
        this.limits = limits;
        this.changes = changes;
        this.caller = caller;
        this.body = body;
    }

    @GET
    public LimitDocuments.Accounts list() {
        caller.mustBeAdmin();
        return new LimitDocuments.Accounts(
                limits.accounts().stream().map(LimitDocuments.Account::of).toList());
    }

    @PATCH
    @Path("/{provider}/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public LimitDocuments.Account change(
            @PathParam("provider") String provider, @PathParam("name") String name, InputStream sent) {
        caller.mustBeAdmin();
        changes.ofAccount(provider, name, body.json(sent));
        return limits.account(provider, name).map(LimitDocuments.Account::of).orElseThrow(SetLimits::unknownAccount);
    }
}
