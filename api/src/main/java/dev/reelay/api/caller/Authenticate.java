package dev.reelay.api.caller;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.KeyOwners;
import dev.reelay.tenant.Role;
import io.quarkus.arc.All;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody without a key of a tenant through to {@code /v1}, nor to the addresses where clients of providers call; a wrong
 * key and none differ only in the challenge. A viewer's key only looks.
 */
class Authenticate {
    private static final Set<String> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final KeyOwners owners;
    private final Caller caller;
    private final RateLimits limits;
    private final List<KeyForm> forms;

    Authenticate(KeyOwners owners, Caller caller, RateLimits limits, @All List<KeyForm> forms) {
        this.owners = owners;
        this.caller = caller;
        this.limits = limits;
        this.forms = forms;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @Nullable
    Response check(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        KeyForm form = form(path);
        if (form == null || form.isOpen(request.getMethod(), path)) {
            return null;
        }
        if (!form.bringsAny(request)) {
            return refused(form.challenge(), form.advice());
        }
        Optional<KeyOwner> owner = form.key(request).flatMap(owners::owner);
        if (owner.isEmpty()) {
            return refused(
                    form.challenge() + ", error=\"invalid_token\"",
                    "The key is not valid: it is mistyped, has expired or was taken back.");
        }
        caller.is(owner.get());
        return hindered(owner.get(), request.getMethod());
    }

    private @Nullable KeyForm form(String path) {
        return BearerForm.OWN.covers(path)
                ? BearerForm.OWN
                : forms.stream().filter(form -> form.covers(path)).findFirst().orElse(null);
    }

    /** What keeps somebody who is known from what is asked. */
    private @Nullable Response hindered(KeyOwner owner, String method) {
        if (owner.tenant().suspended()) {
            return Problem.of(
                            ProblemType.TENANT_SUSPENDED,
                            "Your tenant is suspended; an admin of this installation can have it go on.")
                    .response();
        }
        Optional<Duration> wait = limits.wait(owner);
        if (wait.isPresent()) {
            return Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "Ask more slowly, or have an admin raise the limit of the key.")
                    .after(roundedUp(wait.get()))
                    .response();
        }
        return owner.role().covers(Role.OPERATOR) || LOOKING.contains(method)
                ? null
                : Problem.of(ProblemType.FORBIDDEN, "A key of the role viewer only looks; take an operator's.")
                        .response();
    }

    /** The header has whole seconds, and whoever comes back a moment early is refused again. */
    private static Duration roundedUp(Duration wait) {
        return Duration.ofSeconds((wait.toMillis() + 999) / 1000);
    }

    private static Response refused(String challenge, String detail) {
        return Response.fromResponse(
                        Problem.of(ProblemType.UNAUTHORIZED, detail).response())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
