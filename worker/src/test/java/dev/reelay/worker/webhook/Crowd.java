package dev.reelay.worker.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Many receivers at one port, one a path: {@code /n}. Of each ten one may hang and one may fail; what the others get is
 * timed from the event to its arrival.
 */
final class Crowd implements AutoCloseable {
    private static final int HANGS = 3;
    private static final int FAILS = 7;

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final boolean someAreBad;
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    Crowd(boolean someAreBad) throws Exception {
        this.someAreBad = someAreBad;
        server = vertx.createHttpServer().requestHandler(this::receive);
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    int port() {
        return server.actualPort();
    }

    URI at(int n) {
        return URI.create("http://host.test:" + port() + "/" + n);
    }

    boolean isWell(int n) {
        return !someAreBad || (n % 10 != HANGS && n % 10 != FAILS);
    }

    /** How many different deliveries the healthy ones have got. */
    int taken() {
        return seen.size();
    }

    /** From event to arrival at the healthy ones, in milliseconds, sorted. */
    List<Long> delays() {
        return delays.stream().sorted().toList();
    }

    private void receive(HttpServerRequest request) {
        int n = Integer.parseInt(String.valueOf(request.path()).substring(1));
        if (!isWell(n) && n % 10 == HANGS) {
            return;
        }
        request.body().onSuccess(body -> {
            if (isWell(n)) {
                Instant at = Instant.parse(body.toJsonObject().getString("time"));
                delays.add(
                        Duration.between(at, InstantSource.system().instant()).toMillis());
                seen.add(request.path() + request.getHeader("webhook-id"));
                request.response().setStatusCode(204).end();
            } else {
                request.response().setStatusCode(500).end("not today");
            }
        });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
