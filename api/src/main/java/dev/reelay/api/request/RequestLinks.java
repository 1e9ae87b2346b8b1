package dev.reelay.api.request;

import dev.reelay.api.ApiConfig;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;

/** Where a request is found: below the configured public address, else below the one that this call was sent to. */
@RequestScoped
public class RequestLinks {
    private final ApiConfig config;
    private final UriInfo call;

    RequestLinks(ApiConfig config, UriInfo call) {
        this.config = config;
        this.call = call;
    }

    /** Anything of the api, such as {@code v1/webhooks}. */
    public String to(String path) {
        String base = config.publicUrl().orElseGet(call::getBaseUri).toString();
        return (base.endsWith("/") ? base : base + "/") + path;
    }

    String request(UUID id) {
        return to("v1/requests/" + id);
    }

    String status(UUID id) {
        return request(id) + "/status";
    }

    String result(UUID id) {
        return request(id) + "/result";
    }

    String cancel(UUID id) {
        return request(id) + "/cancel";
    }

    String content(UUID id) {
        return request(id) + "/content";
    }
}
