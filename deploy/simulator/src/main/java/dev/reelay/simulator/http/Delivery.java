package dev.reelay.simulator.http;

import dev.reelay.simulator.fault.FaultOrder;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** Sends an answer as it is, or as a fault would have it. */
public final class Delivery {
    private static final System.Logger LOG = System.getLogger(Delivery.class.getName());
    private static final long USUAL_DELAY_MS = 5_000;
    private static final long USUAL_HUGE_BYTES = 64L << 20;
    private static final long LET_GO_MS = 20;

    private final Vertx vertx;

    public Delivery(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Sends the answer untouched. */
    public void send(HttpServerRequest request, Answer answer) {
        if (!request.response().closed()) {
            head(request, answer).end(answer.body());
        }
    }

    /** Tells the caller what the simulator itself could not do: its own mistake, or one of who asked for it. */
    public void sorry(HttpServerRequest request, RuntimeException problem) {
        boolean asked = problem instanceof IllegalArgumentException;
        send(
                request,
                Answer.json(asked ? 400 : 500, Json.object().put("simulator", String.valueOf(problem.getMessage()))));
        if (!asked) {
            LOG.log(System.Logger.Level.ERROR, "the simulator failed", problem);
        }
    }

    /** Sends the answer through the fault, if there is one that concerns the sending. */
    public void send(HttpServerRequest request, Answer answer, @Nullable FaultOrder order) {
        if (order == null) {
            send(request, answer);
            return;
        }
        switch (order.fault().effect()) {
            case RESET_UNREAD, RESET -> Wire.reset(request);
            case CLOSE -> Wire.close(request);
            case CUT -> cut(request, answer);
            case HANG -> {}
            case SLOW -> vertx.setTimer(Math.max(1, order.amountOr(USUAL_DELAY_MS)), id -> send(request, answer));
            case HUGE -> huge(request, answer, order.amountOr(USUAL_HUGE_BYTES));
            case MALFORMED -> send(request, answer.status(), "application/json", broken(answer.body()));
            case HTML -> send(request, Answer.html(200, "Please wait"));
            case PLAIN_TEXT -> send(request, answer.status(), "text/plain", answer.body());
            case EMPTY -> send(request, 200, "application/json", Buffer.buffer());
            default -> send(request, answer);
        }
    }

    private void send(HttpServerRequest request, int status, String type, Buffer body) {
        send(request, Answer.of(status, type, body));
    }

    private void cut(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = head(request, answer);
        response.putHeader("Content-Length", Integer.toString(answer.body().length()));
        response.write(answer.body().slice(0, answer.body().length() / 2));
        // A reset overtakes what still lies in the buffers: the first half needs a moment to arrive.
        vertx.setTimer(LET_GO_MS, id -> Wire.reset(request));
    }

    private void huge(HttpServerRequest request, Answer answer, long bytes) {
        Buffer body = answer.body();
        HttpServerResponse response = head(request, answer).setChunked(true);
        response.write(Buffer.buffer("{\"padding\":\""));
        new Filler(response, bytes, () -> {
                    response.write(Buffer.buffer("\","));
                    response.end(body.slice(1, body.length()));
                })
                .run();
    }

    private static Buffer broken(Buffer body) {
        return body.getBuffer(0, body.length() * 2 / 3).appendString("\u0007,}");
    }

    private static HttpServerResponse head(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        return response;
    }
}
