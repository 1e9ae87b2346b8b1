package dev.reelay.simulator.file;

import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.http.Answer;
import dev.reelay.simulator.http.Delivery;
import dev.reelay.simulator.http.Wire;
import dev.reelay.simulator.video.ResultFile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Sends a file as it is, or as a fault would have it. */
final class FaultyFile {
    private static final long OFF_BY = 1_000;
    private static final long USUAL_BYTES_PER_SECOND = 65_536;
    private static final long LET_GO_MS = 20;

    private final Vertx vertx;
    private final Delivery delivery;

    FaultyFile(Vertx vertx, Delivery delivery) {
        this.vertx = vertx;
        this.delivery = delivery;
    }

    void serve(HttpServerRequest request, ResultFile file, @Nullable FaultOrder order) {
        Answer instead = order == null ? null : instead(request, order);
        if (instead != null) {
            delivery.send(request, instead);
        } else if (order == null || !handled(request, file, order)) {
            FileHead head = FileHead.of(FileTraits.of(file, order), request.headers());
            body(request, FileTraits.of(file, order).file(), head, order);
        }
    }

    /** Answers that have nothing of the file. */
    private static @Nullable Answer instead(HttpServerRequest request, FaultOrder order) {
        return switch (order.fault().effect()) {
            case LINK_403 -> Answer.html(403, "403 Forbidden");
            case LINK_404 -> Answer.html(404, "404 Not Found");
            case LINK_410 -> Answer.html(410, "410 Gone");
            case ERROR_500 -> Answer.html(500, "500 Internal Server Error");
            case ERROR_503 -> Answer.html(503, "503 Service Unavailable");
            case RATE_LIMITED -> Answer.html(429, "429 Too Many Requests");
            case PAGE -> Answer.html(200, "Sign in to continue");
            case REDIRECT_LOOP -> Answer.empty(302).with("Location", request.absoluteURI());
            case REDIRECT ->
                request.params().contains("direct")
                        ? null
                        : Answer.empty(302).with("Location", request.absoluteURI() + "?direct=1");
            case HEAD_REFUSED ->
                request.method().equals(HttpMethod.HEAD) ? Answer.html(405, "405 Method Not Allowed") : null;
            default -> null;
        };
    }

    /** Faults of the connection alone. */
    private boolean handled(HttpServerRequest request, ResultFile file, FaultOrder order) {
        return switch (order.fault().effect()) {
            case RESET -> {
                Wire.reset(request);
                yield true;
            }
            case HANG -> true;
            case SLOW -> {
                vertx.setTimer(Math.max(1, order.amountOr(5_000)), id -> serve(request, file, null));
                yield true;
            }
            default -> false;
        };
    }

    private void body(HttpServerRequest request, ResultFile file, FileHead head, @Nullable FaultOrder order) {
        HttpServerResponse response = request.response().setStatusCode(head.status());
        head.headers().forEach(response::putHeader);
        ByteRange range = FaultOrder.has(order, Effect.WRONG_RANGE) ? shifted(response, head) : head.range();
        length(response, range.length(), order);
        if (request.method().equals(HttpMethod.HEAD) || head.status() == 304) {
            response.end();
            return;
        }
        ByteRange sent = sent(range, order);
        FileStream stream = new FileStream(vertx, response, file, sent, () -> close(request, order));
        if (FaultOrder.has(order, Effect.SLOW_BYTES) && order != null) {
            stream.run(order.amountOr(USUAL_BYTES_PER_SECOND));
        } else {
            stream.run();
        }
    }

    private static void length(HttpServerResponse response, long length, @Nullable FaultOrder order) {
        if (FaultOrder.has(order, Effect.NO_LENGTH)) {
            response.setChunked(true);
        } else if (FaultOrder.has(order, Effect.LENGTH_TOO_LONG)) {
            response.putHeader("Content-Length", Long.toString(length + OFF_BY));
        } else if (FaultOrder.has(order, Effect.LENGTH_TOO_SHORT)) {
            response.putHeader("Content-Length", Long.toString(Math.max(0, length - OFF_BY)));
        } else {
            response.putHeader("Content-Length", Long.toString(length));
        }
    }

    /** A part of the same length somewhere else, announced as what it is. */
    private static ByteRange shifted(HttpServerResponse response, FileHead head) {
        ByteRange right = head.range();
        if (head.status() != 206 || right.start() < OFF_BY) {
            return right;
        }
        ByteRange wrong = new ByteRange(right.start() - OFF_BY, right.end() - OFF_BY);
        String total = head.headers().getOrDefault("Content-Range", "/*");
        response.putHeader(
                "Content-Range",
                "bytes " + wrong.start() + "-" + (wrong.end() - 1) + total.substring(total.indexOf('/')));
        return wrong;
    }

    private static ByteRange sent(ByteRange range, @Nullable FaultOrder order) {
        if (order == null) {
            return range;
        }
        return switch (order.fault().effect()) {
            case CUT_AT, END_AT, STALL_AT ->
                new ByteRange(
                        range.start(), range.start() + Math.min(range.length(), order.amountOr(range.length() / 2)));
            default -> range;
        };
    }

    private void close(HttpServerRequest request, @Nullable FaultOrder order) {
        if (FaultOrder.has(order, Effect.CUT_AT)) {
            // A reset overtakes what still lies in the buffers: the part before the cut needs a moment to arrive.
            vertx.setTimer(LET_GO_MS, id -> Wire.reset(request));
        } else if (FaultOrder.has(order, Effect.END_AT)) {
            Wire.close(request);
        } else if (FaultOrder.has(order, Effect.LENGTH_TOO_LONG) || FaultOrder.has(order, Effect.LENGTH_TOO_SHORT)) {
            request.response().end().onComplete(done -> Wire.close(request));
        } else if (!FaultOrder.has(order, Effect.STALL_AT)) {
            request.response().end();
        }
    }
}
