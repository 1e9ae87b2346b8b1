package dev.reelay.api.caller;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.Role;
import dev.reelay.tenant.Tenant;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who makes the request at hand: asked for only where a key was checked before. */
@RequestScoped
public class Caller {
    private @Nullable KeyOwner owner;

    /** Notes who it is, once a key or a session has proved it. */
    public void is(KeyOwner known) {
        owner = known;
    }

    /** Whose request this is. */
    public Tenant tenant() {
        return owner().tenant();
    }

    /** Which of the tenant's keys it came with. */
    public UUID keyId() {
        return owner().keyId();
    }

    /** Ends the HTTP request unless the key is an admin's. */
    public void mustBeAdmin() {
        if (!owner().role().covers(Role.ADMIN)) {
            throw new ProblemException(
                    Problem.of(ProblemType.FORBIDDEN, "This takes a key of the role admin; yours has another."));
        }
    }

    /** Ends the HTTP request when the key may only look. */
    public void mustBeOperator() {
        if (!owner().role().covers(Role.OPERATOR)) {
            throw new ProblemException(
                    Problem.of(ProblemType.FORBIDDEN, "This takes a key of the role operator; yours may only look."));
        }
    }

    /** The key that it came with, and whose it is. */
    public KeyOwner owner() {
        if (owner == null) {
            throw new IllegalStateException("the caller was not authenticated before it was asked for");
        }
        return owner;
    }
}
