package dev.reelay.api.ui.request;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.Listing;
import dev.reelay.event.Events;
import dev.reelay.generation.Attempt;
import dev.reelay.generation.Generation;
import dev.reelay.generation.ReadGenerations;
import dev.reelay.webhook.Deliveries;
import dev.reelay.webhook.Delivery;
import dev.reelay.webhook.Endpoint;
import dev.reelay.webhook.Endpoints;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads all that a page shows of one request. */
@ApplicationScoped
public class ViewRequest {
    private static final int MOST_DELIVERIES = 50;

    private final ReadGenerations generations;
    private final Events events;
    private final Deliveries deliveries;
    private final Endpoints endpoints;
    private final Catalog catalog;

    ViewRequest(
            ReadGenerations generations, Events events, Deliveries deliveries, Endpoints endpoints, Catalog catalog) {
        this.generations = generations;
        this.events = events;
        this.deliveries = deliveries;
        this.endpoints = endpoints;
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
                deliveries(request));
    }

    private List<RequestView.Told> deliveries(Generation request) {
        List<Delivery> found = deliveries.about(request.tenantId(), request.id(), MOST_DELIVERIES);
        Map<UUID, Endpoint> known = found.isEmpty()
                ? Map.of()
                : endpoints.of(request.tenantId()).stream()
                        .collect(Collectors.toMap(Endpoint::id, Function.identity()));
        return found.stream()
                .map(delivery -> new RequestView.Told(delivery, known.get(delivery.endpointId())))
                .toList();
    }
}
