package dev.reelay.worker.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a store and drops connections that have carried so many bytes to it, as often as it is told. */
final class BreakingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final URI store;
    private final long mostBytes;
    private final AtomicInteger breaks;

    private BreakingProxy(URI store, long mostBytes, int breaks) {
        this.store = store;
        this.mostBytes = mostBytes;
        this.breaks = new AtomicInteger(breaks);
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static BreakingProxy before(URI store, long mostBytes, int breaks) {
        return new BreakingProxy(store, mostBytes, breaks);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                Socket far = new Socket(store.getHost(), store.getPort());
                Thread.ofVirtual().start(() -> carry(near, far, true));
                Thread.ofVirtual().start(() -> carry(far, near, false));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void carry(Socket from, Socket to, boolean limited) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[1 << 16];
            long carried = 0;
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                out.write(piece, 0, length);
                carried += length;
                if (limited && carried > mostBytes && breaks.getAndDecrement() > 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // One side went, and the other with it.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
