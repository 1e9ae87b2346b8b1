package dev.reelay.event;

/**
 * An event at its place in the order that all readers see.
 *
 * @param position rises from event to event, over all tenants; no event that is read later has a lower one
 */
public record Positioned(long position, int tenantId, Event event) {}
