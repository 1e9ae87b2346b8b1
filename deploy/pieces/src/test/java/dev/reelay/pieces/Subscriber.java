package dev.reelay.pieces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/** A subscriber to webhooks on this machine. */
final class Subscriber implements AutoCloseable {
    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();

    private Subscriber(HttpServer server) {
        this.server = server;
    }

    /** One delivery; header names in lower case. */
    record Post(Map<String, String> headers, String body, int answered) {
        String id() {
            return String.valueOf(headers.get("webhook-id"));
        }
    }

    /** @param answer the status for the n-th post, counting from 0 */
    static Subscriber start(IntUnaryOperator answer) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        Subscriber subscriber = new Subscriber(server);
        server.createContext("/", exchange -> subscriber.receive(exchange, answer));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return subscriber;
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Post> posts() {
        return posts;
    }

    private void receive(HttpExchange exchange, IntUnaryOperator answer) throws IOException {
        try (exchange) {
            Map<String, String> headers = new HashMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            int status;
            synchronized (this) {
                status = answer.applyAsInt(posts.size());
                posts.add(new Post(headers, body, status));
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
