package dev.reelay.api.facade.fal;

import dev.reelay.api.facade.Front;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Lets pages of any origin call fal's addresses, as fal does: a call carries its key in a header, which no page has that was not
 * given it, and nothing is known by a cookie.
 */
@Singleton
class FalBrowsers {
    private static final int BEHIND_THE_HOST = 900;
    private static final String ASKED_HEADERS = "Access-Control-Request-Headers";

    void started(@Observes Filters filters) {
        filters.register(FalBrowsers::allow, BEHIND_THE_HOST);
    }

    private static void allow(RoutingContext call) {
        String path = call.request().path();
        if (path == null || !Front.FAL.covers(path)) {
            call.next();
            return;
        }
        HttpServerResponse answer = call.response()
                .putHeader("Access-Control-Allow-Origin", "*")
                .putHeader("Access-Control-Expose-Headers", "x-fal-request-id, X-Fal-Error-Type, Retry-After");
        String asked = call.request().getHeader(ASKED_HEADERS);
        if (!call.request().method().equals(HttpMethod.OPTIONS)) {
            call.next();
            return;
        }
        answer.putHeader("Access-Control-Allow-Methods", "GET, POST, PUT, OPTIONS")
                .putHeader(
                        "Access-Control-Allow-Headers",
                        asked == null ? "authorization, content-type, x-fal-target-url" : asked)
                .putHeader("Access-Control-Max-Age", "600")
                .setStatusCode(204)
                .end();
    }
}
