package dev.reelay.api.limit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.problem.ReadBody;
import dev.reelay.audit.Act;
import dev.reelay.limit.ChangeLimits;
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
import org.jboss.logging.Logger;

/** How the accounts at the providers stand, and changing their limits at run time. For admins. */
@Path("/v1/accounts")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
class AccountsResource {
    private static final Logger LOG = Logger.getLogger(AccountsResource.class);

    private final ReadLimits limits;
    private final ChangeLimits changes;
    private final Caller caller;
    private final ReadBody body;
    private final Audit audit;

    AccountsResource(ReadLimits limits, ChangeLimits changes, Caller caller, ReadBody body, Audit audit) {
        this.limits = limits;
        this.changes = changes;
        this.caller = caller;
        this.body = body;
        this.audit = audit;
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
        ObjectNode change = ReadChange.ofAccount(body.json(sent));
        if (!audit.keeping(
                Act.ACCOUNT_CHANGED,
                provider + "/" + name,
                change,
                () -> changes.ofAccount(provider, name, change),
                Boolean::booleanValue)) {
            throw unknown();
        }
        LOG.infof(
                "changed an account, provider=%s account=%s change=%s tenant=%s key=%s",
                provider, name, change, caller.tenant().name(), caller.keyId());
        return limits.account(provider, name).map(LimitDocuments.Account::of).orElseThrow(AccountsResource::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_ACCOUNT, "The list of all accounts is at /v1/accounts."));
    }
}
