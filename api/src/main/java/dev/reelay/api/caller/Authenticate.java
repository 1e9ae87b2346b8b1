package dev.reelay.api.caller;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.KeyOwners;
import dev.reelay.tenant.Tenant;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/** Lets nobody without a key of a tenant through to {@code /v1}; a wrong key and none differ only in the challenge. */
class Authenticate {
    private static final String SCHEME = "Bearer ";

    private final KeyOwners owners;
    private final Caller caller;

    Authenticate(KeyOwners owners, Caller caller) {
        this.owners = owners;
        this.caller = caller;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @Nullable
    Response check(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/v1/")) {
            return null;
        }
        String header = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return refused("Bearer realm=\"reelay\"", "Send Authorization: Bearer rl_…, with a key of your tenant.");
        }
        Optional<Tenant> tenant = key(header).flatMap(owners::owner);
        tenant.ifPresent(caller::is);
        return tenant.isPresent()
                ? null
                : refused(
                        "Bearer realm=\"reelay\", error=\"invalid_token\"",
                        "The key is not valid: it is mistyped or was taken back.");
    }

    private static Optional<ApiKey> key(String header) {
        return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? ApiKey.parse(header.substring(SCHEME.length()).strip())
                : Optional.empty();
    }

    private static Response refused(String challenge, String detail) {
        return Response.fromResponse(
                        Problem.of(ProblemType.UNAUTHORIZED, detail).response())
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }
}
