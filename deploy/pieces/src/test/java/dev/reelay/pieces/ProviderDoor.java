package dev.reelay.pieces;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stands before a provider. While it is shut its port refuses, and every connection through it is cut. */
final class ProviderDoor implements AutoCloseable {
    private final URI behind;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket listener;

    private ProviderDoor(URI behind) throws IOException {
        this.behind = behind;
        ServerSocket first = listening(0);
        this.port = first.getLocalPort();
        open(first);
    }

    static ProviderDoor before(URI provider) throws IOException {
        return new ProviderDoor(provider);
    }

    /** The provider, as it is reached through the door. */
    URI address() {
        return URI.create("http://127.0.0.1:" + port + behind.getRawPath());
    }

    /** Opens it, if it is shut. A connection of somebody else may have the port for a moment. */
    void open() throws IOException, InterruptedException {
        for (int tries = 1; listener == null; tries++) {
            try {
                open(listening(port));
            } catch (BindException e) {
                if (tries == 50) {
                    throw e;
                }
                Thread.sleep(200);
            }
        }
    }

    void shut() throws IOException {
        ServerSocket open = listener;
        listener = null;
        if (open != null) {
            open.close();
        }
        sockets.forEach(ProviderDoor::close);
        sockets.clear();
    }

    @Override
    public void close() throws IOException {
        shut();
    }

    private static ServerSocket listening(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return socket;
    }

    private void open(ServerSocket socket) {
        listener = socket;
        Thread.ofVirtual().start(() -> accept(socket));
    }

    private void accept(ServerSocket socket) {
        try {
            while (true) {
                Socket near = socket.accept();
                Socket far = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind.getPort());
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> carry(near, far));
                Thread.ofVirtual().start(() -> carry(far, near));
            }
        } catch (IOException e) {
            // It was shut.
        }
    }

    private static void carry(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // Either side has ended it.
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
