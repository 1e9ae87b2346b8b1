package dev.reelay.simulator.protocol;

import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.studio.Job;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.Supplier;

/** The status of a job as server-sent events: one at once, one on each change, pings between, and an end. */
final class EventStream {
    private static final long PING_MS = 1_000;

    private final Vertx vertx;

    EventStream(Vertx vertx) {
        this.vertx = vertx;
    }

    void open(HttpServerRequest request, Job job, Supplier<Answer> status) {
        HttpServerResponse response = request.response().setChunked(true);
        response.putHeader("Content-Type", "text/event-stream");
        long pings = vertx.setPeriodic(PING_MS, id -> response.write(": ping\n\n"));
        response.closeHandler(closed -> vertx.cancelTimer(pings));
        tell(response, job, status, pings);
        if (!job.ended()) {
            job.watch(() -> tell(response, job, status, pings));
        }
    }

    private void tell(HttpServerResponse response, Job job, Supplier<Answer> status, long pings) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.write("data: " + status.get().body() + "\n\n");
        if (job.ended()) {
            vertx.cancelTimer(pings);
            response.end();
        }
    }
}
