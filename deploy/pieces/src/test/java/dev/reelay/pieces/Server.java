package dev.reelay.pieces;

import org.jspecify.annotations.Nullable;

/** A server that can be stopped under those who use it, and started again in its place with what it had kept. */
final class Server implements AutoCloseable {
    private final Start start;
    private @Nullable AutoCloseable running;

    private Server(Start start) {
        this.start = start;
    }

    /** Starts it in its place. */
    @FunctionalInterface
    interface Start {
        AutoCloseable start() throws Exception;
    }

    static Server started(Start start) throws Exception {
        Server server = new Server(start);
        server.start();
        return server;
    }

    void start() throws Exception {
        running = start.start();
    }

    void stop() {
        try {
            if (running != null) {
                running.close();
                running = null;
            }
        } catch (Exception e) {
            throw new IllegalStateException("a server did not stop", e);
        }
    }

    @Override
    public void close() {
        stop();
    }
}
