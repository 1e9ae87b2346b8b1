package dev.reelay.api.facade;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees what becomes of the answer to a submit. Written is not read: where the connection breaks by an error soon after, or its
 * client had ended it before the answer came, the answer may be lost; where the client asks for something else on it, it has
 * read it.
 */
@ApplicationScoped
class TellAnswered {
    private static final int TOO_MANY = 429;
    private static final int FAULTS = 500;
    private static final Duration JUST_NOW = Duration.ofSeconds(2);

    private final UnansweredSubmits submits;
    private final FacadeConfig config;
    private final InstantSource clock;
    private final Map<HttpConnection, Optional<Written>> last = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<HttpConnection, HttpServerResponse> onTheirWay = new ConcurrentHashMap<>();

    TellAnswered(UnansweredSubmits submits, FacadeConfig config, InstantSource clock) {
        this.submits = submits;
        this.config = config;
        this.clock = clock;
    }

    private record Written(Turn turn, Instant at) {}

    /** From now on the answer to this call is that of the turn. */
    void watch(RoutingContext call, Turn turn) {
        HttpConnection connection = call.request().connection();
        onTheirWay.put(connection, call.response());
        follow(connection);
        call.addEndHandler(end -> {
            int status = call.response().getStatusCode();
            if (end.failed() || status == TOO_MANY || status >= FAULTS) {
                submits.cut(turn);
            } else {
                submits.answered(turn);
                written(connection, turn);
            }
            onTheirWay.remove(connection);
        });
        // A connection that is gone already tells nobody any more.
        if (call.response().closed()) {
            onTheirWay.remove(connection);
            submits.cut(turn);
        }
    }

    /** Whether a submit like this was answered a moment ago, on a connection on which nothing came since. */
    boolean justWrote(Turn.Of of) {
        Instant since = clock.instant().minus(JUST_NOW);
        synchronized (last) {
            return last.values().stream()
                    .flatMap(Optional::stream)
                    .anyMatch(written ->
                            written.turn().of().equals(of) && written.at().isAfter(since));
        }
    }

    /** Another request came on a connection, so what was answered before was read. */
    void nextCame(HttpConnection connection) {
        last.computeIfPresent(connection, (known, written) -> Optional.empty());
    }

    /** From before the answer on, so that no end comes unseen. */
    private void follow(HttpConnection connection) {
        if (last.putIfAbsent(connection, Optional.empty()) == null) {
            connection.exceptionHandler(broken -> broke(connection));
            UndeliveredAnswer.watch(connection, () -> isAnswered(connection), () -> broke(connection));
        }
    }

    private boolean isAnswered(HttpConnection connection) {
        HttpServerResponse onItsWay = onTheirWay.get(connection);
        return onItsWay == null
                ? last.getOrDefault(connection, Optional.empty()).isPresent()
                : onItsWay.ended();
    }

    private void written(HttpConnection connection, Turn turn) {
        // What broke meanwhile is not followed any more.
        if (last.replace(connection, Optional.of(new Written(turn, clock.instant()))) == null) {
            submits.reset(turn);
        }
    }

    private void broke(HttpConnection connection) {
        Optional<Written> written = last.remove(connection);
        if (written != null
                && written.isPresent()
                && written.get().at().plus(config.repeatWithin()).isAfter(clock.instant())) {
            submits.reset(written.get().turn());
        }
    }
}
