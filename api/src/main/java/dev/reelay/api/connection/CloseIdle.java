package dev.reelay.api.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.AttributeKey;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has a connection closed on which nothing is asked for {@code quarkus.http.idle-timeout}, an unfinished header included, and
 * leaves one alone on which a call is being answered, however long that takes: the server itself tells the two not apart,
 * and a blocking render is silent for minutes. A body that does not come has {@code quarkus.http.read-timeout}.
 */
@ApplicationScoped
class CloseIdle {
    /** As the server calls the handler that watches. */
    private static final String WATCH = "idle";

    private static final int UNREAD_SECONDS = 5;

    private static final int FIRST_OF_ALL = Integer.MAX_VALUE;
    private static final String COUNTED = CloseIdle.class.getName();
    /** How many calls of a connection are being answered; touched on its event loop only. */
    private static final AttributeKey<Integer> CALLS = AttributeKey.valueOf(CloseIdle.class, "calls");

    private final Duration idle;

    CloseIdle(@ConfigProperty(name = "quarkus.http.idle-timeout") Duration idle) {
        this.idle = idle;
    }

    void started(@Observes Filters filters) {
        filters.register(this::count, FIRST_OF_ALL);
    }

    private void count(RoutingContext call) {
        HttpConnection connection = call.request().connection();
        // A call that is led to another path comes by again.
        if (connection instanceof ConnectionBase base && call.get(COUNTED) == null) {
            call.put(COUNTED, true);
            base.channel().eventLoop().execute(() -> changed(base, 1));
            call.addEndHandler(ended -> {
                base.channel().eventLoop().execute(() -> changed(base, -1));
                endUnread(call.request(), base);
            });
        }
        call.next();
    }

    /** A body whose answer was given already, such as that the key is wrong, is not waited for. */
    private static void endUnread(HttpServerRequest request, ConnectionBase connection) {
        if (!request.isEnded()) {
            var _ = connection
                    .channel()
                    .eventLoop()
                    .schedule(() -> request.isEnded() ? null : connection.close(), UNREAD_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void changed(ConnectionBase connection, int by) {
        Channel channel = connection.channel();
        Integer before = channel.attr(CALLS).get();
        int now = (before == null ? 0 : before) + by;
        channel.attr(CALLS).set(now);
        ChannelPipeline pipeline = channel.pipeline();
        boolean watched = pipeline.get(WATCH) != null;
        if (now > 0 && watched) {
            pipeline.remove(WATCH);
        } else if (now == 0 && !watched && channel.isActive()) {
            pipeline.addBefore(
                    connection.channelHandlerContext().name(),
                    WATCH,
                    new IdleStateHandler(0, 0, idle.toMillis(), TimeUnit.MILLISECONDS));
        }
    }
}
