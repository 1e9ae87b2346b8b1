package dev.reelay.api.ui.page;

import io.quarkus.vertx.http.HttpServerStart;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Asks for the first page and its files once the server listens, so that the first person who does so does not wait for
 * classes to be loaded and templates to be read.
 */
@ApplicationScoped
class WarmPages {
    private static final Logger LOG = Logger.getLogger(WarmPages.class);
    private static final List<String> PLACES =
            List.of("/ui/sign-in", "/ui/assets/reelay.css", "/ui/assets/reelay.js", Assets.HTMX);

    private final Vertx vertx;

    WarmPages(Vertx vertx) {
        this.vertx = vertx;
    }

    void started(@ObservesAsync HttpServerStart start) {
        HttpServerOptions options = start.options();
        String host = options.getHost();
        // A port that was left to the system is not told here.
        if (options.isSsl() || host == null || options.getPort() <= 0) {
            return;
        }
        HttpClient client = vertx.createHttpClient();
        for (String place : PLACES) {
            client.request(HttpMethod.GET, options.getPort(), isEverywhere(host) ? "127.0.0.1" : host, place)
                    .flatMap(request -> request.send())
                    .flatMap(HttpClientResponse::body)
                    .onFailure(fault -> LOG.debugf("%s was not warmed: %s", place, fault));
        }
    }

    private static boolean isEverywhere(String host) {
        return host.equals("0.0.0.0") || host.equals("::");
    }
}
