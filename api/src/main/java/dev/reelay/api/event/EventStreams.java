package dev.reelay.api.event;

import dev.reelay.event.CloudEvents;
import dev.reelay.event.EventLog;
import dev.reelay.event.EventType;
import dev.reelay.event.Positioned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Opens streams of events. */
@ApplicationScoped
class EventStreams {
    private final Tail tail;
    private final EventLog log;
    private final CloudEvents cloudEvents;
    private final EventStreamConfig config;

    EventStreams(Tail tail, EventLog log, CloudEvents cloudEvents, EventStreamConfig config) {
        this.tail = tail;
        this.log = log;
        this.cloudEvents = cloudEvents;
        this.config = config;
    }

    /** All that happens to a tenant's requests. */
    Response ofTenant(int tenant, Set<String> types, long after) {
        return open(new OfTenant(log, tenant, types), after);
    }

    /** What happens to one request, up to its end. */
    Response ofRequest(int tenant, UUID request, long after) {
        return open(new OfRequest(log, tenant, request), after);
    }

    private Response open(EventStream.Scope scope, long after) {
        return Response.ok(new EventStream(tail, cloudEvents, scope, after, config.streamFor()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of nginx's kind would gather an answer before they pass it on.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private record OfTenant(EventLog log, int tenant, Set<String> types) implements EventStream.Scope {
        @Override
        public Predicate<Positioned> wanted() {
            return one -> one.tenantId() == tenant
                    && (types.isEmpty() || types.contains(one.event().type()));
        }

        @Override
        public EventLog.Page stored(long after) {
            return log.ofTenant(tenant, after, types, EventLog.PAGE);
        }

        @Override
        public boolean isLast(Positioned event) {
            return false;
        }
    }

    private record OfRequest(EventLog log, int tenant, UUID request) implements EventStream.Scope {
        @Override
        public Predicate<Positioned> wanted() {
            return one -> one.event().subjectId().equals(request);
        }

        @Override
        public EventLog.Page stored(long after) {
            return log.ofSubject(tenant, request, after);
        }

        @Override
        public boolean isLast(Positioned event) {
            return EventType.TERMINAL.contains(event.event().type());
        }
    }
}
