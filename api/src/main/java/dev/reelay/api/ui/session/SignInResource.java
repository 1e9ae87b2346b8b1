package dev.reelay.api.ui.session;

import dev.reelay.tenant.ApiKey;
import dev.reelay.tenant.KeyOwner;
import dev.reelay.tenant.KeyOwners;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The only page for those who are not signed in. It works without script, and takes no form of another site. */
@Path(SignInResource.PATH)
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
class SignInResource {
    static final String PATH = "/ui/sign-in";

    private static final String HOME = "/ui";
    private static final Pattern OURS = Pattern.compile("/ui(/[A-Za-z0-9_./~:@%-]*)?(\\?[A-Za-z0-9_./?~:@%=&+*,-]*)?");

    private final KeyOwners owners;
    private final Sessions sessions;
    private final SessionCookie cookie;

    SignInResource(KeyOwners owners, Sessions sessions, SessionCookie cookie) {
        this.owners = owners;
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @CheckedTemplate(basePath = "ui/session")
    static class Templates {
        private Templates() {}

        static native TemplateInstance signIn(String next, String objection);
    }

    @GET
    public String page(@QueryParam("next") @Nullable String next) {
        return Templates.signIn(ours(next), "").render();
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response signIn(
            @FormParam("key") @Nullable String key,
            @FormParam("next") @Nullable String next,
            @HeaderParam("Origin") @Nullable String origin,
            @HeaderParam(HttpHeaders.HOST) @Nullable String host) {
        if (origin != null && !isOf(origin, host)) {
            return refused(next, "This form was sent from another site. Open this page and sign in here.");
        }
        Optional<KeyOwner> owner = ApiKey.parse(key == null ? "" : key.strip()).flatMap(owners::owner);
        return owner.map(known -> Response.seeOther(URI.create(ours(next)))
                        .cookie(cookie.holding(sessions.open(known)))
                        .build())
                .orElseGet(() ->
                        refused(next, "This key is not valid: it is mistyped, or was taken back. It begins with rl_."));
    }

    private static Response refused(@Nullable String next, String objection) {
        return Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.TEXT_HTML_TYPE.withCharset("utf-8"))
                .entity(Templates.signIn(ours(next), objection).render())
                .build();
    }

    /** Nobody is sent to another site from here. */
    private static String ours(@Nullable String next) {
        return next != null && OURS.matcher(next).matches() && !next.contains("..") && !next.startsWith(PATH)
                ? next
                : HOME;
    }

    private static boolean isOf(String origin, @Nullable String host) {
        return origin.equals("http://" + host) || origin.equals("https://" + host);
    }
}
