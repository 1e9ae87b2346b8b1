package dev.reelay.pieces;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Takes spans as OTLP over HTTP, and reads of them what the tests look at. */
final class SpanReceiver implements AutoCloseable {
    private static final int RESOURCE_SPANS = 1;
    private static final int SCOPE_SPANS = 2;
    private static final int SPANS = 2;

    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    private SpanReceiver(HttpServer server) {
        this.server = server;
    }

    /** Ids in hexadecimal; values of attributes as text. */
    record Span(String trace, String id, String parent, String name, Map<String, String> attributes) {}

    static SpanReceiver start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        SpanReceiver receiver = new SpanReceiver(server);
        server.createContext("/v1/traces", receiver::receive);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return receiver;
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Those of one trace. */
    List<Span> of(String trace) {
        return spans.stream().filter(span -> span.trace().equals(trace)).toList();
    }

    List<Span> all() {
        return spans;
    }

    List<String> authorizations() {
        return authorizations;
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("authorization")));
            ProtoFields request = ProtoFields.of(exchange.getRequestBody().readAllBytes());
            for (ProtoFields resource : request.messages(RESOURCE_SPANS)) {
                for (ProtoFields scope : resource.messages(SCOPE_SPANS)) {
                    scope.messages(SPANS).forEach(span -> spans.add(span(span)));
                }
            }
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private static Span span(ProtoFields span) {
        HexFormat hex = HexFormat.of();
        Map<String, String> attributes = new TreeMap<>();
        for (ProtoFields attribute : span.messages(9)) {
            ProtoFields value = attribute.messages(2).getFirst();
            attributes.put(attribute.text(1), value.has(1) ? value.text(1) : String.valueOf(value.number(3)));
        }
        return new Span(
                hex.formatHex(span.bytes(1)),
                hex.formatHex(span.bytes(2)),
                hex.formatHex(span.bytes(4)),
                span.text(5),
                attributes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
