package dev.reelay.simulator.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

/** The connection below a request, for faults that HTTP has no words for. */
public final class Wire {
    private Wire() {}

    /** Throws the connection away so that the peer sees a reset. */
    public static void reset(HttpServerRequest request) {
        Channel channel = ((ConnectionBase) request.connection()).channel();
        // Closing with linger zero sends RST in place of FIN.
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        close(channel);
    }

    /** Ends the connection in order, without an answer. */
    public static void close(HttpServerRequest request) {
        close(((ConnectionBase) request.connection()).channel());
    }

    private static void close(Channel channel) {
        // Nobody is left to hear how the closing went.
        var _ = channel.close();
    }
}
