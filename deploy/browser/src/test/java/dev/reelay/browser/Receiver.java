package dev.reelay.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** A webhook's receiver on this machine, which answers with an error until it is mended. */
final class Receiver implements AutoCloseable {
    private static final int BROKEN = 500;
    private static final int FINE = 200;

    private final HttpServer server;
    private volatile int answer = BROKEN;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] said = "<b>no</b>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        server.start();
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void mend() {
        answer = FINE;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
