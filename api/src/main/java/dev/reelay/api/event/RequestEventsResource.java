package dev.reelay.api.event;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.problem.ProblemException;
import dev.reelay.api.problem.ProblemType;
import dev.reelay.api.request.FindRequest;
import dev.reelay.event.EventLog;
import dev.reelay.event.EventType;
import dev.reelay.event.EventsConfig;
import dev.reelay.event.Positioned;
import dev.reelay.generation.Generation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to one request, from its first event to its end. */
@Path("/v1/requests/{id}/events")
@RunOnVirtualThread
class RequestEventsResource {
    private final FindRequest find;
    private final EventLog log;
    private final EventStreams streams;
    private final EventsConfig config;
    private final InstantSource clock;

    RequestEventsResource(
            FindRequest find, EventLog log, EventStreams streams, EventsConfig config, InstantSource clock) {
        this.find = find;
        this.log = log;
        this.streams = streams;
        this.config = config;
        this.clock = clock;
    }

    /** The stream closes after the end; a reader that comes back with the end's id is told 204, and to stop. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response stream(
            @PathParam("id") String id,
            @Context UriInfo address,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
        Generation generation = find.find(id);
        EventQuery.Wanted wanted = EventQuery.request(address.getQueryParameters(), lastEventId);
        long after = wanted.from(log.ends(), ends -> 0);
        return generation.state().ended() && hasSeenTheEnd(generation, after)
                ? Response.noContent().build()
                : streams.ofRequest(generation.tenantId(), generation.id(), after);
    }

    private boolean hasSeenTheEnd(Generation generation, long after) {
        Optional<Positioned> end = log.ofSubject(generation.tenantId(), generation.id(), 0).events().stream()
                .filter(one -> EventType.TERMINAL.contains(one.event().type()))
                .findFirst();
        Instant endedAt = generation.times().endedAt();
        Instant oldest = clock.instant().minus(Duration.ofDays(config.keepDays()));
        if (end.isEmpty() && endedAt != null && endedAt.isBefore(oldest)) {
            throw new ProblemException(Problem.of(
                    ProblemType.EVENTS_GONE,
                    "The events of this request are not kept any more; how it ended stands in its result."));
        }
        return end.isPresent() && end.get().position() <= after;
    }
}
