package dev.reelay.api.event;

import dev.reelay.event.Positioned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;

/**
 * Streams for readers that want to know that something has happened and look for themselves at what: one word for as many
 * events as come within a moment, so that a busy tenant does not keep its viewers busy.
 */
@ApplicationScoped
public class TellChanges {
    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final byte[] COME_BACK = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] SILENCE = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CHANGED = "event: changed\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8);
    private static final Duration BETWEEN_OF_ONE = Duration.ofMillis(250);
    private static final Duration BETWEEN_OF_ALL = Duration.ofSeconds(2);

    /** Whoever is told fetches at once, and many are told of the same. */
    private static final Duration SPREAD_OF_ALL = Duration.ofSeconds(1);

    private final Tail tail;
    private final EventStreamConfig config;

    TellChanges(Tail tail, EventStreamConfig config) {
        this.tail = tail;
        this.config = config;
    }

    /** Of anything of a tenant's. */
    public Response ofTenant(int tenant) {
        return open(one -> one.tenantId() == tenant, BETWEEN_OF_ALL, SPREAD_OF_ALL);
    }

    /** Of anything at all. */
    public Response ofAll() {
        return open(one -> true, BETWEEN_OF_ALL, SPREAD_OF_ALL);
    }

    /** Of one subject of a tenant's. */
    public Response of(int tenant, UUID subject) {
        return open(
                one -> one.tenantId() == tenant && one.event().subjectId().equals(subject),
                BETWEEN_OF_ONE,
                Duration.ZERO);
    }

    /** The position of the newest event that streams of this process were told of; empty while there are none. */
    public OptionalLong newest() {
        return tail.newest();
    }

    private Response open(Predicate<Positioned> wanted, Duration between, Duration spread) {
        StreamingOutput told = out -> {
            try (Tail.Reader reader = tail.join()) {
                follow(reader, wanted, between, spread, out);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        return Response.ok(told)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // Proxies of nginx's kind would gather an answer before they pass it on.
                .header("X-Accel-Buffering", "no")
                .build();
    }

    private void follow(
            Tail.Reader reader, Predicate<Positioned> wanted, Duration between, Duration spread, OutputStream out)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + config.streamFor().toNanos();
        long seen = reader.last();
        out.write(COME_BACK);
        out.flush();
        // What happened before the stream was open was perhaps not seen either.
        tell(spread, out);
        while (!reader.isEnding() && System.nanoTime() < end) {
            if (!reader.await(seen, HEARTBEAT)) {
                out.write(SILENCE);
                out.flush();
                continue;
            }
            long newest = reader.last();
            boolean news = reader.after(seen)
                    .map(events -> events.stream().anyMatch(wanted))
                    .orElse(true);
            seen = newest;
            if (news) {
                tell(spread, out);
                Thread.sleep(between);
            }
        }
    }

    private static void tell(Duration spread, OutputStream out) throws IOException, InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(spread.toMillis() + 1));
        out.write(CHANGED);
        out.flush();
    }
}
