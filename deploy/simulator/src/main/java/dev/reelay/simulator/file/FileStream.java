package dev.reelay.simulator.file;

import dev.reelay.simulator.video.ResultFile;
import io.netty.buffer.ByteBuf;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.http.HttpServerResponse;

/** Writes a part of a file as fast as the reader takes it, or at a set speed, without copying or holding it. */
final class FileStream {
    private static final int CHUNK = 1 << 17;
    private static final int QUEUE = 1 << 20;
    private static final int TICK_MS = 50;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final ResultFile file;
    private final long end;
    private final Runnable then;
    private Future<Void> written = Future.succeededFuture();
    private long at;

    FileStream(Vertx vertx, HttpServerResponse response, ResultFile file, ByteRange range, Runnable then) {
        this.vertx = vertx;
        this.response = response;
        this.file = file;
        this.at = range.start();
        this.end = range.end();
        this.then = then;
        response.setWriteQueueMaxSize(QUEUE);
    }

    /** As fast as it goes; calls {@code then} once all has left. */
    void run() {
        while (at < end) {
            if (response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(drained -> run());
                return;
            }
            write(CHUNK);
        }
        finish();
    }

    /** At so many bytes a second. */
    void run(long bytesPerSecond) {
        if (response.closed()) {
            return;
        }
        long left = Math.max(1, bytesPerSecond * TICK_MS / 1000);
        while (left > 0 && at < end) {
            left -= write(left);
        }
        if (at < end) {
            vertx.setTimer(TICK_MS, id -> run(bytesPerSecond));
        } else {
            finish();
        }
    }

    // What follows may close the connection, which would throw away whatever still waits to be written.
    private void finish() {
        written.onComplete(done -> then.run());
    }

    private long write(long most) {
        ByteBuf slice = file.slice(at, Math.min(most, end - at));
        Buffer chunk = BufferImpl.buffer(slice);
        written = response.write(chunk);
        at += chunk.length();
        return chunk.length();
    }
}
