package dev.reelay.api.ui.session;

import dev.reelay.api.caller.Caller;
import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.ui.page.Frame;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.Role;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody through to the pages who is not signed in. A change must come with the token that only our own pages have, and
 * from a key that may change something.
 */
class RequireSession {
    static final String CSRF = "X-CSRF-Token";

    private static final Set<String> LOOKING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final Sessions sessions;
    private final Caller caller;
    private final Frame frame;
    private final CurrentVertxRequest call;

    RequireSession(Sessions sessions, Caller caller, Frame frame, CurrentVertxRequest call) {
        this.sessions = sessions;
        this.caller = caller;
        this.frame = frame;
        this.call = call;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    @Nullable
    Response check(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        if (!Frame.isPage(path)) {
            return null;
        }
        frame.arrived(request);
        if (path.equals(SignInResource.PATH)) {
            return null;
        }
        Optional<SessionToken> token = token(request);
        Optional<KeyOwner> owner = token.flatMap(sessions::owner);
        if (owner.isEmpty()) {
            return toSignIn(request);
        }
        caller.is(owner.get());
        frame.signedIn(owner.get(), token.orElseThrow().csrf());
        if (owner.get().tenant().suspended()) {
            return Problem.of(
                            ProblemType.TENANT_SUSPENDED,
                            "Your tenant is suspended; an admin of this installation can have it go on.")
                    .response();
        }
        return LOOKING.contains(request.getMethod()) ? null : refusal(request, token.get(), owner.get());
    }

    private static @Nullable Response refusal(ContainerRequestContext request, SessionToken token, KeyOwner owner) {
        String given = request.getHeaderString(CSRF);
        if (given == null || !same(given, token.csrf())) {
            return Problem.of(
                            ProblemType.FORBIDDEN,
                            "This change did not come from a page of ours, or from one of an earlier session. Load the page"
                                    + " anew and try again.")
                    .response();
        }
        boolean leaves = request.getUriInfo().getPath().equals(SignOutResource.PATH);
        return leaves || owner.role().covers(Role.OPERATOR)
                ? null
                : Problem.of(ProblemType.FORBIDDEN, "A key of the role viewer only looks; sign in with an operator's.")
                        .response();
    }

    static Optional<SessionToken> token(ContainerRequestContext request) {
        return Optional.ofNullable(request.getCookies().get(SessionCookie.NAME))
                .map(Cookie::getValue)
                .flatMap(SessionToken::parse);
    }

    private Response toSignIn(ContainerRequestContext request) {
        if (request.getHeaderString("HX-Request") != null) {
            return Response.status(Response.Status.UNAUTHORIZED)
                    .header("HX-Redirect", SignInResource.PATH)
                    .build();
        }
        if (!request.getMethod().equals(HttpMethod.GET)) {
            return Response.status(Response.Status.UNAUTHORIZED).build();
        }
        HttpServerRequest asked = call.getCurrent().request();
        String wanted = asked.path() + (asked.query() == null ? "" : "?" + asked.query());
        return Response.seeOther(
                        URI.create(SignInResource.PATH + "?next=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8)))
                .build();
    }

    private static boolean same(String given, String right) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
