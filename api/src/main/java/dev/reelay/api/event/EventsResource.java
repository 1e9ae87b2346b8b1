package dev.reelay.api.event;

import dev.reelay.api.caller.Caller;
import dev.reelay.event.CloudEvents;
import dev.reelay.event.EventLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jspecify.annotations.Nullable;

/** All that happens to the requests of a tenant, in one order: page by page, or as it happens. */
@Path("/v1/events")
@RunOnVirtualThread
class EventsResource {
    private final EventLog log;
    private final EventStreams streams;
    private final CloudEvents cloudEvents;
    private final Caller caller;

    EventsResource(EventLog log, EventStreams streams, CloudEvents cloudEvents, Caller caller) {
        this.log = log;
        this.streams = streams;
        this.cloudEvents = cloudEvents;
        this.caller = caller;
    }

    /** Begins with the oldest event that is kept, unless told where to go on. */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public EventPage page(@Context UriInfo address) {
        EventQuery.Wanted wanted = EventQuery.page(address.getQueryParameters());
        // Read first: a page that is not full reaches at least as far, also where all of it was other tenants'.
        EventLog.Ends ends = log.ends();
        EventLog.Page page = log.ofTenant(
                caller.tenant().id(), wanted.from(ends, EventLog.Ends::first), wanted.types(), wanted.limit());
        return new EventPage(
                page.events().stream().map(cloudEvents::structured).toList(),
                page.more() ? page.end() : Math.max(page.end(), ends.last()),
                page.more());
    }

    /** Begins with what happens from now on, unless told where to go on. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response stream(
            @Context UriInfo address, @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
        EventQuery.Wanted wanted = EventQuery.stream(address.getQueryParameters(), lastEventId);
        long after = wanted.from(log.ends(), EventLog.Ends::last);
        return streams.ofTenant(caller.tenant().id(), wanted.types(), after);
    }
}
