package dev.reelay.worker.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that gives fixed answers by method and path, and notes what it was asked. */
final class TinyServer implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private record Reply(int status, String body, Map<String, String> headers) {}

    /** One request, as it arrived. */
    record Asked(String line, String authorization, String priority, String beginWithin, String body) {}

    private TinyServer(HttpServer server) {
        this.server = server;
        server.createContext("/", this::answer);
        server.start();
    }

    static TinyServer start() throws IOException {
        return new TinyServer(HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0));
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI base() {
        return URI.create("http://host.test:" + port() + "/base");
    }

    /** What is answered from now on, such as to {@code GET /base/a}. */
    TinyServer on(String line, int status, String body) {
        return on(line, status, body, Map.of());
    }

    TinyServer on(String line, int status, String body, Map<String, String> headers) {
        replies.put(line, new Reply(status, body, headers));
        return this;
    }

    List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String line = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            asked.add(new Asked(
                    line,
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Priority")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("X-Begin-Within")),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Reply reply = replies.getOrDefault(line, new Reply(404, "no such path", Map.of()));
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
