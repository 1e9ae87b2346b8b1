package dev.reelay.trace;

import dev.reelay.database.Database;
import dev.reelay.database.DatabaseUnavailable;
import dev.reelay.database.SqlArray;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The traces of requests. The context of each lies in the database, since minutes pass and processes change; whoever makes a
 * step of it finds it there. A trace never holds up or fails what it tells of.
 */
@Singleton
public final class Traces {
    private static final Logger LOG = Logger.getLogger(Traces.class);

    /** After everything that might still end a step. */
    private static final int LAST = 5000;

    private final @Nullable Database database;
    private final @Nullable Spans spans;

    @Inject
    Traces(TracesConfig config, Database database, @ConfigProperty(name = "quarkus.application.name") String service) {
        URI endpoint = config.endpoint().orElse(null);
        this.database = database;
        this.spans = endpoint == null ? null : new Spans(endpoint, config, service);
    }

    private Traces() {
        this.database = null;
        this.spans = null;
    }

    /** None at all. */
    public static Traces off() {
        return new Traces();
    }

    /** Whether anything is traced. */
    public boolean on() {
        return spans != null;
    }

    void stopping(@Observes @Priority(LAST) ShutdownEvent event) {
        if (spans != null) {
            spans.close();
        }
    }

    /** The first step of a request that comes in, within the trace of its caller. */
    public Step begin(Origin origin) {
        return step("accept", origin.door().equals("kafka") ? Kind.CONSUMER : Kind.SERVER, origin.traceparent());
    }

    /** Keeps the context of a request that was accepted in this step. */
    public void keep(UUID request, Step accepted) {
        String traceparent = accepted.traceparent().orElse(null);
        if (database == null || traceparent == null) {
            return;
        }
        try {
            database.update(
                    "insert into generation_trace (generation_id, traceparent) values (?, ?) on conflict do nothing",
                    request,
                    traceparent);
        } catch (DatabaseUnavailable e) {
            LOG.debugf("a request has no trace, request=%s: %s", request, e.getMessage());
        }
    }

    /** A further step of a request; none when it has no trace. */
    public Step begin(UUID request, String name, Kind kind) {
        return on() ? begin(request, name, kind, parents(List.of(request))) : Step.NONE;
    }

    /** The same with a context that was looked up with others. */
    public Step begin(UUID request, String name, Kind kind, Map<UUID, String> parents) {
        String parent = parents.get(request);
        return parent == null ? Step.NONE : step(name, kind, parent).note(Noted.REQUEST, request.toString());
    }

    /** The contexts of those among these requests that are traced. */
    public Map<UUID, String> parents(Collection<UUID> requests) {
        Map<UUID, String> parents = new HashMap<>();
        if (database != null && on() && !requests.isEmpty()) {
            try {
                database.query(
                        "select generation_id, traceparent from generation_trace where generation_id = any (?)",
                        row -> parents.put(row.getObject(1, UUID.class), row.getString(2)),
                        SqlArray.of("uuid", requests));
            } catch (DatabaseUnavailable e) {
                LOG.debugf("steps have no trace: %s", e.getMessage());
            }
        }
        return parents;
    }

    private Step step(String name, Kind kind, @Nullable String traceparent) {
        Step step = spans == null ? null : spans.begin(name, kind, traceparent);
        return step == null ? Step.NONE : step;
    }
}
