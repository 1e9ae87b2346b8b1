package dev.reelay.trace;

/** Who begins a step: another at our door, we at another's, or we among ourselves. */
public enum Kind {
    SERVER,
    CONSUMER,
    CLIENT,
    PRODUCER,
    INTERNAL
}
