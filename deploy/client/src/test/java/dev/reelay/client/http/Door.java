package dev.reelay.client.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A real HTTP server on loopback that gives the answers it was told, in order, and remembers what it was asked. */
public final class Door implements AutoCloseable {
    public static final String KEY = "rl_secret-of-the-test";

    /** Pauses of milliseconds, so that a test with ten tries is over at once. */
    public static final Patience QUICK = new Patience(
            4,
            Duration.ofMillis(2),
            Duration.ofMillis(4),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10));

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    private Door(HttpServer server) {
        this.server = server;
    }

    public static Door open() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Door door = new Door(server);
        server.createContext("/", door::handle);
        server.setExecutor(door.threads);
        server.start();
        return door;
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public Calls calls() {
        return new Calls(new Access(uri(), KEY), QUICK);
    }

    public synchronized Door reply(int status, String body) {
        return reply(new Reply(status, Map.of(), body, false));
    }

    public synchronized Door reply(int status, Map<String, String> headers, String body) {
        return reply(new Reply(status, headers, body, false));
    }

    /** Says this much and breaks the connection. */
    public synchronized Door breakOff(String body) {
        return reply(new Reply(200, Map.of(), body, true));
    }

    private Door reply(Reply reply) {
        replies.add(reply);
        return this;
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    private void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(body, StandardCharsets.UTF_8)));
        Reply reply = next();
        reply.headers.forEach(exchange.getResponseHeaders()::add);
        byte[] bytes = reply.body.getBytes(StandardCharsets.UTF_8);
        long length = reply.broken ? bytes.length + 100 : bytes.length == 0 ? -1 : bytes.length;
        exchange.sendResponseHeaders(reply.status, length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
        }
        if (reply.broken) {
            throw new UncheckedIOException(new IOException("broken as the test wants"));
        }
        exchange.close();
    }

    private synchronized Reply next() {
        return replies.size() > 1 ? replies.remove() : Objects.requireNonNull(replies.peek());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    /** What was asked for. */
    public record Asked(String method, String path, Map<String, List<String>> headers, String body) {
        public String header(String name) {
            return String.join(",", headers.getOrDefault(name, List.of()));
        }
    }

    private record Reply(int status, Map<String, String> headers, String body, boolean broken) {}
}
