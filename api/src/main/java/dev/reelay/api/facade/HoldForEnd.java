package dev.reelay.api.facade;

import dev.reelay.api.event.AwaitChange;
import dev.reelay.api.request.FindRequest;
import dev.reelay.generation.Generation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Holds a call until its request has ended. The request goes on whether anybody still waits or not. */
@ApplicationScoped
public class HoldForEnd {
    private static final Duration LOOK_ANYHOW = Duration.ofSeconds(2);

    private final AwaitChange changes;
    private final FindRequest find;
    private final CurrentVertxRequest call;
    private final FacadeConfig config;

    HoldForEnd(AwaitChange changes, FindRequest find, CurrentVertxRequest call, FacadeConfig config) {
        this.changes = changes;
        this.find = find;
        this.call = call;
        this.config = config;
    }

    /** As it stands when it has ended, nobody waits any more, or the longest time is up. */
    public Generation hold(UUID id) {
        return hold(id, config.holdFor());
    }

    /** The same for a time of one's own. */
    public Generation hold(UUID id, Duration atMost) {
        AtomicReference<@Nullable Generation> seen = new AtomicReference<>();
        RoutingContext waiting = call.getCurrent();
        try {
            changes.follow(id, LOOK_ANYHOW, atMost, () -> {
                Generation now = find.find(id.toString());
                seen.set(now);
                return !now.state().ended() && !waiting.response().closed();
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Generation last = seen.get();
        return last == null ? find.find(id.toString()) : last;
    }
}
