package dev.reelay.api.ui.session;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;

/** Ends a session. */
@Path(SignOutResource.PATH)
@RunOnVirtualThread
class SignOutResource {
    static final String PATH = "/ui/sign-out";

    private final Sessions sessions;
    private final SessionCookie cookie;

    SignOutResource(Sessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @POST
    public Response signOut(@Context ContainerRequestContext request) {
        RequireSession.token(request).ifPresent(sessions::close);
        return Response.noContent()
                .header("HX-Redirect", SignInResource.PATH)
                .cookie(cookie.none())
                .build();
    }
}
