package dev.reelay.pieces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A store, in the place of another, whose disk is full: it has nothing, and takes nothing. */
final class FullStore implements AutoCloseable {
    private final HttpServer server;
    private final AtomicInteger refused = new AtomicInteger();

    private FullStore(HttpServer server) {
        this.server = server;
    }

    static FullStore on(int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        FullStore store = new FullStore(server);
        server.createContext("/", store::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return store;
    }

    /** How many writes it has refused. */
    int refused() {
        return refused.get();
    }

    /** Stores differ in their words for it: some have a status of its own, to others it is any fault of theirs. */
    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
            switch (exchange.getRequestMethod()) {
                case "PUT", "POST" -> {
                    boolean named = refused.incrementAndGet() % 2 == 1;
                    answer(exchange, named ? 507 : 500, named ? "XMinioStorageFull" : "InternalError");
                }
                case "HEAD" -> exchange.sendResponseHeaders(404, -1);
                default -> answer(exchange, 404, "NoSuchKey");
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, String code) throws IOException {
        byte[] body = ("<Error><Code>" + code + "</Code><Message>no space left</Message></Error>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
