package dev.reelay.api.facade;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Leads what is sent to a host that begins with a service's name below that service's path, so that the calls of its documents
 * work with another host and nothing else: {@code fal.example.com} stands for fal.run, where a submit waits for its video, and
 * {@code queue.fal.example.com} for queue.fal.run. So do the paths {@code /fal-run} and {@code /fal}.
 */
@Singleton
class RouteByHost {
    /** What a call carries that came to such a host. */
    static final String AT_ROOT = "reelay.facade-at-root";

    /** What a call carries that came to where a submit waits for its video. */
    static final String HOLDS = "reelay.facade-holds";

    private static final int BEFORE_ALL_ROUTES = 1000;
    private static final String FAL = "/fal";
    private static final String FAL_RUN = "/fal-run";
    private static final Map<String, String> PATHS = Map.of(
            "queue.fal",
            FAL,
            "rest.fal",
            FAL,
            "fal",
            FAL,
            "wavespeed",
            "/wavespeed",
            "runcomfy",
            "/runcomfy",
            "segmind",
            "/segmind",
            "replicate",
            "/replicate",
            "openai",
            "/openai");

    private final TellAnswered answered;

    RouteByHost(TellAnswered answered) {
        this.answered = answered;
    }

    void started(@Observes Filters filters) {
        filters.register(this::route, BEFORE_ALL_ROUTES);
    }

    private void route(RoutingContext call) {
        String path = call.request().path();
        if (path == null) {
            call.next();
            return;
        }
        String host = host(call);
        String below = call.get(AT_ROOT) == null ? below(host) : null;
        if (path.equals("/api/fal/proxy")) {
            reroute(call, FAL + "/proxy");
        } else if (path.equals(FAL_RUN) || path.startsWith(FAL_RUN + "/")) {
            call.put(HOLDS, true);
            reroute(call, FAL + path.substring(FAL_RUN.length()));
        } else if (below != null && !path.startsWith("/q/") && Front.at(path).isEmpty()) {
            call.put(AT_ROOT, true);
            if (host.startsWith("fal.")) {
                call.put(HOLDS, true);
            }
            reroute(call, below + path);
        } else {
            if (Front.at(path).isPresent()) {
                answered.nextCame(call.request().connection());
            }
            call.next();
        }
    }

    private static void reroute(RoutingContext call, String path) {
        String query = call.request().query();
        call.reroute(path + (query == null ? "" : "?" + query));
    }

    private static String host(RoutingContext call) {
        HostAndPort authority = call.request().authority();
        return authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
    }

    /** The path that a host stands for; null for one of our own. */
    static @Nullable String below(String host) {
        String[] labels = host.split("\\.", -1);
        String two = labels.length > 2 ? PATHS.get(labels[0] + "." + labels[1]) : null;
        return two == null && labels.length > 1 ? PATHS.get(labels[0]) : two;
    }
}
