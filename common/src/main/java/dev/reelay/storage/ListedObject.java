package dev.reelay.storage;

import java.time.Instant;

/** An object as the store's list tells it. */
public record ListedObject(String key, Instant storedAt) {}
