package dev.reelay.trace;

import org.jspecify.annotations.Nullable;

/**
 * How a request came.
 *
 * @param door {@code http}, {@code kafka} or {@code pages}
 * @param traceparent as the caller sent it, which may be anything
 */
public record Origin(String door, @Nullable String traceparent) {
    /** From our own pages. */
    public static final Origin PAGES = new Origin("pages", null);
}
