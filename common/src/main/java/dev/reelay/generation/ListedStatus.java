package dev.reelay.generation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What lists can be filtered by: the status words, and those in progress that wait for a person. Each condition repeats the
 * predicate of the index that finds its rows.
 */
public enum ListedStatus {
    IN_QUEUE("""
            g.state = 'QUEUED' and g.ended_at is null and (g.waiting or g.held_by is not null or g.received_at is null)"""),
    IN_PROGRESS(Sql.IN_PROGRESS),
    /** In progress, and nobody knows whether the provider accepted it. */
    HELD(Sql.IN_PROGRESS + " and g.state = 'RUNNING' and " + Sql.LAST_IS_UNKNOWN),
    /** Kept from being bought after a restore. */
    QUARANTINED("g.quarantine = 'held' and g.state = 'QUEUED' and g.ended_at is null"),
    COMPLETED("g.state = 'COMPLETED'"),
    FAILED("g.state = 'FAILED' and g.error_class is not null"),
    CANCELLED("g.state = 'CANCELLED'");

    private final String condition;

    ListedStatus(String condition) {
        this.condition = condition;
    }

    private static final class Sql {
        static final String IN_PROGRESS = """
                g.state in ('RUNNING', 'STORING') and g.ended_at is null and not g.waiting and g.held_by is null
                 and g.received_at is not null""";
        static final String LAST_IS_UNKNOWN = """
                exists (
                  select 1 from attempt a where a.generation_id = g.id and a.number = g.attempts and a.state = 'UNKNOWN')""";
    }

    /** The one with this public word. */
    public static Optional<ListedStatus> of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }

    /** The public words. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ListedStatus::word).toList();
    }

    /** Of the rows {@code g}. */
    String condition() {
        return condition;
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
