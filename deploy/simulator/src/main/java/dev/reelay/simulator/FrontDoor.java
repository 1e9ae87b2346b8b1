package dev.reelay.simulator;

import dev.reelay.simulator.control.ControlDesk;
import dev.reelay.simulator.file.FileDesk;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Json;
import dev.reelay.simulator.protocol.Floor;
import dev.reelay.simulator.protocol.ProviderDesk;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends each request to its desk by the first part of its path, after everything that is due has been done. */
final class FrontDoor {
    private final Floor floor;
    private final Map<String, ProviderDesk> providers;
    private final FileDesk files;
    private final ControlDesk control;

    FrontDoor(Floor floor, Map<String, ProviderDesk> providers, FileDesk files, ControlDesk control) {
        this.floor = floor;
        this.providers = providers;
        this.files = files;
        this.control = control;
    }

    void handle(HttpServerRequest request) {
        floor.studio().advance();
        String path = request.path() == null ? "" : request.path().substring(1);
        int slash = path.indexOf('/');
        String first = slash < 0 ? path : path.substring(0, slash);
        String rest = slash < 0 ? "" : path.substring(slash + 1);
        ProviderDesk provider = providers.get(first);
        try {
            dispatch(request, first, rest, provider);
        } catch (RuntimeException e) {
            floor.delivery().sorry(request, e);
        }
    }

    private void dispatch(HttpServerRequest request, String first, String rest, @Nullable ProviderDesk provider) {
        if (provider != null) {
            provider.handle(request, rest);
            return;
        }
        switch (first) {
            case "files" -> files.handle(request, rest);
            case "control" -> control.handle(request, rest);
            case "foreign" -> foreign(request, rest);
            default ->
                floor.delivery().send(request, Answer.json(404, Json.object().put("error", "no such provider")));
        }
    }

    /** Stands for a stranger's server: whoever brings a key here has given it away. */
    private void foreign(HttpServerRequest request, String rest) {
        if (request.headers().contains("Authorization") || request.headers().contains("x-api-key")) {
            int slash = rest.indexOf('/');
            floor.bill().credentialsLeaked(slash < 0 ? rest : rest.substring(0, slash));
        }
        floor.delivery().send(request, Answer.html(404, "404 Not Found"));
    }
}
