package dev.reelay.api.facade;

import dev.reelay.api.testing.Servers;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that breaks off: it writes what it wants of a request and ends the connection as it wants. */
final class RawClient implements AutoCloseable {
    private final Socket socket;

    private RawClient(Socket socket) {
        this.socket = socket;
    }

    static RawClient connect() {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress("localhost", RestAssured.port), 5_000);
            socket.setSoTimeout(20_000);
            return new RawClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The head of a submit to fal's queue, and so many bytes of its body. */
    RawClient send(String body, int bytes) {
        return send("/fal/" + Calls.FAL_MODEL, "Authorization: Key " + Servers.KEY, body, bytes);
    }

    /** The same to any address. */
    RawClient send(String path, String headers, String body, int bytes) {
        byte[] all = body.getBytes(StandardCharsets.UTF_8);
        begin(path, headers + "\r\nContent-Type: application/json", all.length);
        try {
            socket.getOutputStream().write(all, 0, Math.min(bytes, all.length));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The head of a call whose body would have so many bytes. */
    RawClient begin(String path, String headers, long length) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\nContent-Length: " + length
                + "\r\n\r\n";
        try {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** The first bytes of the answer; as many as were wanted. */
    String read(int bytes) {
        try {
            return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All up to a character of the answer, which must come. */
    String readTo(char last) {
        StringBuilder read = new StringBuilder();
        do {
            read.append(read(1));
        } while (read.charAt(read.length() - 1) != last);
        return read.toString();
    }

    /** Ends with a reset. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends in order; what was not read makes it a reset all the same. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
