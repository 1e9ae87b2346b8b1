package dev.reelay.api.ui.request;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.event.Events;
import dev.reelay.generation.Attempt;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.webhook.Deliveries;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Reads all that a page shows of one request. */
@ApplicationScoped
public class ViewRequest {
    private static final int MOST_DELIVERIES = 50;

    private final ReadGenerations generations;
    private final Events events;
    private final Deliveries deliveries;
    private final Catalog catalog;

    ViewRequest(ReadGenerations generations, Events events, Deliveries deliveries, Catalog catalog) {
        this.generations = generations;
        this.events = events;
        this.deliveries = deliveries;
        this.catalog = catalog;
    }

    /** As it stands. */
    public RequestView of(Generation request) {
        List<Attempt> attempts = generations.attempts(request);
        return new RequestView(
                request,
                catalog.find(request.model()).map(Listing::title).orElse(request.model()),
                generations.waiting(request, attempts).orElse(null),
                attempts,
                generations.artifacts(request),
                events.of(request.tenantId(), request.id()).reversed().stream()
                        .map(Moment::of)
                        .toList(),
                deliveries.about(request.tenantId(), request.id(), MOST_DELIVERIES));
    }
}
