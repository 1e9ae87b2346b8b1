package dev.reelay.api.limit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.api.caller.Audit;
import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.audit.Act;
import dev.reelay.limit.ChangeLimits;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Changes limits at run time, for admins; who did it is kept. */
@ApplicationScoped
public class SetLimits {
    private static final Logger LOG = Logger.getLogger(SetLimits.class);

    private final ChangeLimits changes;
    private final Caller caller;
    private final Audit audit;

    SetLimits(ChangeLimits changes, Caller caller, Audit audit) {
        this.changes = changes;
        this.caller = caller;
        this.audit = audit;
    }

    /** Of an account; what is not given stays as it is. */
    public void ofAccount(String provider, String name, JsonNode said) {
        caller.mustBeAdmin();
        ObjectNode change = ReadChange.ofAccount(said);
        if (!audit.keeping(
                Act.ACCOUNT_CHANGED,
                provider + "/" + name,
                change,
                () -> changes.ofAccount(provider, name, change),
                Boolean::booleanValue)) {
            throw unknownAccount();
        }
        LOG.infof(
                "changed an account, provider=%s account=%s change=%s tenant=%s key=%s",
                provider, name, change, caller.tenant().name(), caller.keyId());
    }

    /** Of an offering; what is not given stays as it is. */
    public void ofOffering(String id, JsonNode said) {
        caller.mustBeAdmin();
        ObjectNode change = ReadChange.ofOffering(said);
        if (!audit.keeping(
                Act.OFFERING_CHANGED, id, change, () -> changes.ofOffering(id, change), Boolean::booleanValue)) {
            throw unknownOffering();
        }
        LOG.infof(
                "changed an offering, offering=%s change=%s tenant=%s key=%s",
                id, change, caller.tenant().name(), caller.keyId());
    }

    static ProblemException unknownAccount() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_ACCOUNT, "The list of all accounts is at /v1/accounts."));
    }

    static ProblemException unknownOffering() {
        return new ProblemException(
                Problem.of(ProblemType.UNKNOWN_OFFERING, "The list of all offerings is at /v1/offerings."));
    }
}
