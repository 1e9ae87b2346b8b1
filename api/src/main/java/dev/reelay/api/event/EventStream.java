package dev.reelay.api.event;

import dev.reelay.event.CloudEvents;
import dev.reelay.event.EventLog;
import dev.reelay.event.Positioned;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * One answer that stays open, in the format of the HTML standard's server-sent events: each event's position is its id, so
 * that a reader that comes back with {@code Last-Event-ID} goes on where it stopped. The thread that answers writes; a
 * reader that reads slowly makes it wait.
 */
final class EventStream implements StreamingOutput {
    /** Proxies close what is silent for a minute. */
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final String COME_BACK_AFTER_MILLIS = "retry: 2000\n\n";

    private final Tail tail;
    private final CloudEvents cloudEvents;
    private final Scope scope;
    private final long after;
    private final Duration atMost;

    EventStream(Tail tail, CloudEvents cloudEvents, Scope scope, long after, Duration atMost) {
        this.tail = tail;
        this.cloudEvents = cloudEvents;
        this.scope = scope;
        this.after = after;
        this.atMost = atMost;
    }

    /** What a stream tells of: the same choice for what is new and for what must be looked up. */
    interface Scope {
        /** Of what everybody is told. */
        Predicate<Positioned> wanted();

        /** The next page that the database has. */
        EventLog.Page stored(long after);

        /** Whether nothing worth waiting for comes after this one. */
        boolean isLast(Positioned event);
    }

    @Override
    public void write(OutputStream out) throws IOException, WebApplicationException {
        try (Tail.Reader reader = tail.join()) {
            out.write(COME_BACK_AFTER_MILLIS.getBytes(StandardCharsets.UTF_8));
            out.flush();
            follow(reader, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow(Tail.Reader reader, OutputStream out) throws IOException, InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        long seen = after;
        while (!reader.isEnding() && System.nanoTime() < end) {
            EventLog.Page page = next(reader, seen);
            for (Positioned event : page.events()) {
                out.write(told(event).getBytes(StandardCharsets.UTF_8));
                if (scope.isLast(event)) {
                    return;
                }
            }
            seen = page.end();
            out.flush();
            if (!page.more() && !reader.await(seen, HEARTBEAT)) {
                out.write(":\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        }
    }

    private EventLog.Page next(Tail.Reader reader, long seen) {
        // Read first: whatever is found afterwards reaches at least as far.
        long newest = reader.last();
        return reader.after(seen)
                .map(news -> new EventLog.Page(
                        news.stream().filter(scope.wanted()).toList(),
                        news.isEmpty() ? seen : news.getLast().position(),
                        false))
                .orElseGet(() -> {
                    EventLog.Page page = scope.stored(seen);
                    return page.more() ? page : new EventLog.Page(page.events(), Math.max(page.end(), newest), false);
                });
    }

    private String told(Positioned event) {
        return "id: " + event.position() + "\nevent: " + CloudEvents.type(event.event()) + "\ndata: "
                + cloudEvents.structured(event) + "\n\n";
    }
}
