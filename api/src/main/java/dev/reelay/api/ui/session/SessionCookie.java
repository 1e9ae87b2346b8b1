package dev.reelay.api.ui.session;

import dev.reelay.api.ApiConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Duration;

/** Makes the cookie of a session: no script reads it, no other site's request carries it. */
@RequestScoped
class SessionCookie {
    static final String NAME = "reelay_session";

    private final ApiConfig config;
    private final UriInfo call;

    SessionCookie(ApiConfig config, UriInfo call) {
        this.config = config;
        this.call = call;
    }

    NewCookie holding(SessionToken token) {
        return cookie(token.clear(), Sessions.LASTS);
    }

    NewCookie none() {
        return cookie("", Duration.ZERO);
    }

    private NewCookie cookie(String value, Duration lasts) {
        URI seen = config.publicUrl().orElseGet(call::getBaseUri);
        return new NewCookie.Builder(NAME)
                .value(value)
                .path("/ui")
                .maxAge((int) lasts.toSeconds())
                .httpOnly(true)
                .secure("https".equals(seen.getScheme()))
                .sameSite(NewCookie.SameSite.STRICT)
                .build();
    }
}
