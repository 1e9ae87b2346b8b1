package dev.reelay.simulator.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Writes many meaningless bytes as fast as the reader takes them, holding one block. */
final class Filler {
    private static final Buffer BLOCK = Buffer.buffer("x".repeat(1 << 16));

    private final HttpServerResponse response;
    private final Runnable then;
    private long left;

    Filler(HttpServerResponse response, long bytes, Runnable then) {
        this.response = response;
        this.left = bytes;
        this.then = then;
    }

    void run() {
        while (left > 0) {
            if (response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> run());
                return;
            }
            int part = (int) Math.min(left, BLOCK.length());
            response.write(BLOCK.slice(0, part));
            left -= part;
        }
        then.run();
    }
}
