package dev.reelay.api.facade;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.epoll.EpollTcpInfo;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Sees at the end of a connection whether all that was written on it has come to its client. A client that ends in order after it
 * has the answer says with its end that it has it; one that ended before does not, and its machine resets what comes yet. The
 * machine of one that has left the answer unread may send both, one after the other. The kernel knows the one from the other, and
 * only while the socket is open: so the end is looked at before the connection is closed. Only Linux is asked; elsewhere the end
 * in order of a client says nothing.
 */
final class UndeliveredAnswer extends ChannelInboundHandlerAdapter {
    /** TCP_CLOSE of Linux: a reset came after the end. */
    private static final int RESET = 7;

    private static final int RESET_WITHIN_MILLIS = 100;

    private final EpollSocketChannel channel;
    private final BooleanSupplier answered;
    private final Runnable lost;

    private UndeliveredAnswer(EpollSocketChannel channel, BooleanSupplier answered, Runnable lost) {
        this.channel = channel;
        this.answered = answered;
        this.lost = lost;
    }

    /**
     * Looks at the end of a connection.
     *
     * @param answered whether an answer was the last thing on it
     * @param lost called when something of what was written, or is written yet, does not come to the client
     */
    static void watch(HttpConnection connection, BooleanSupplier answered, Runnable lost) {
        if (connection instanceof ConnectionBase base && base.channel() instanceof EpollSocketChannel channel) {
            channel.pipeline().addFirst(new UndeliveredAnswer(channel, answered, lost));
            channel.config().setAllowHalfClosure(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            if (!answered.getAsBoolean()) {
                // An answer that begins now finds the connection closed, and may not be told so.
                lost.run();
                var _ = context.close();
            } else if (isUndelivered()) {
                close(context);
            } else {
                var _ = context.executor().schedule(() -> close(context), RESET_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
            }
        }
        context.fireUserEventTriggered(event);
    }

    private void close(ChannelHandlerContext context) {
        if (channel.isOpen() && isUndelivered()) {
            lost.run();
        }
        var _ = context.close();
    }

    private boolean isUndelivered() {
        EpollTcpInfo socket = channel.tcpInfo();
        return socket.state() == RESET || socket.unacked() > 0;
    }
}
