package dev.reelay.catalog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The list of what a provider has accepted lately, in which a submit without an answer may be found. What the provider
 * filters by is its matter; every item is compared here all the same.
 *
 * @param call with {@code {model}}, as in a submit
 * @param body over {@code {"page": 1, "size": 100, "model": …, "after": …, "before": …}}, the times as RFC 3339; null
 *     for none
 * @param pageSize how many items a page has that is not the last
 * @param items over an answer, to a list
 */
public record History(
        Provider.Call call,
        @Nullable Expression body,
        int pageSize,
        Expression items,
        Item item,
        Window window,
        Looks looks) {

    /**
     * What is read of an item; each expression is evaluated over the item alone.
     *
     * @param createdAt an RFC 3339 time
     * @param model null where the list is of one model only
     * @param input what was sent, as it was sent
     * @param statusUrl links as in a submit's answer
     */
    public record Item(
            Expression id,
            Expression createdAt,
            @Nullable Expression model,
            Expression input,
            @Nullable Expression statusUrl,
            @Nullable Expression resultUrl,
            @Nullable Expression cancelUrl) {}

    /** How much before and after the time of sending, by the clocks of two machines, an item may have been made. */
    public record Window(Duration before, Duration after) {}

    /** When to look: first after so long, since no list is up to date at once, then again and again, so long in all. */
    public record Looks(Duration first, Duration every, Duration longest) {}
}
