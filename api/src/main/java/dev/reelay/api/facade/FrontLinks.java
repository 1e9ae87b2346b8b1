package dev.reelay.api.facade;

import dev.reelay.api.ApiConfig;
import dev.reelay.api.request.RequestLinks;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** Addresses below a provider's path: made for the host that the call came to, where that stands for the path. */
@RequestScoped
public class FrontLinks {
    private final RequestLinks links;
    private final CurrentVertxRequest call;
    private final UriInfo address;
    private final ApiConfig config;

    FrontLinks(RequestLinks links, CurrentVertxRequest call, UriInfo address, ApiConfig config) {
        this.links = links;
        this.call = call;
        this.address = address;
        this.config = config;
    }

    /** An address of the provider's, without a slash before it. */
    public String to(Front front, String path) {
        return isAtRoot() ? root() + path : links.to(front.word() + "/" + path);
    }

    /** Whether an address stands at a host by which we are called. */
    boolean isOurs(URI given) {
        String authority = given.getRawAuthority();
        return authority != null
                && (authority.equalsIgnoreCase(address.getBaseUri().getRawAuthority())
                        || config.publicUrl()
                                .map(known -> authority.equalsIgnoreCase(known.getRawAuthority()))
                                .orElse(false));
    }

    /** Whether a submit at the address that was called waits for its video. */
    public boolean holds() {
        return call.getCurrent() != null && call.getCurrent().get(RouteByHost.HOLDS) != null;
    }

    private boolean isAtRoot() {
        return call.getCurrent() != null && call.getCurrent().get(RouteByHost.AT_ROOT) != null;
    }

    private String root() {
        URI base = address.getBaseUri();
        String scheme = config.publicUrl().map(URI::getScheme).orElse(base.getScheme());
        return scheme + "://" + base.getRawAuthority() + "/";
    }
}
