package dev.reelay.pieces;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a database and shuts itself at a moment that is told by a statement: every connection is cut, and none is
 * let in, until it is opened again.
 */
final class DatabaseDoor implements AutoCloseable {
    private final ServerSocket listener;
    private final int port;
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean shut;

    private DatabaseDoor(int port) throws IOException {
        this.port = port;
        this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::accept);
    }

    static DatabaseDoor before(int port) throws IOException {
        return new DatabaseDoor(port);
    }

    /** Where the statement stands when the door shuts. */
    enum Moment {
        /** The database never hears of it. */
        BEFORE,
        /** It is done and committed, and nobody is told. */
        AFTER
    }

    private record Trap(String text, Moment moment) {}

    int port() {
        return listener.getLocalPort();
    }

    /** Shuts with the next statement that has this text. */
    void shutAt(String text, Moment moment) {
        trap.set(new Trap(text, moment));
    }

    boolean isShut() {
        return shut;
    }

    void open() {
        shut = false;
    }

    private void shut() {
        shut = true;
        sockets.forEach(DatabaseDoor::close);
    }

    private void accept() {
        try {
            while (true) {
                Socket near = listener.accept();
                if (shut) {
                    near.close();
                    continue;
                }
                Socket far = new Socket(listener.getInetAddress(), port);
                sockets.add(near);
                sockets.add(far);
                Connection connection = new Connection(near, far);
                Thread.ofVirtual().start(connection::carryStatements);
                Thread.ofVirtual().start(connection::carryAnswers);
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    /** One connection to the database, which answers a statement only when it is committed. */
    private final class Connection {
        private final Socket near;
        private final Socket far;
        private volatile boolean mute;

        Connection(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carryStatements() {
            carry(near, far, true);
        }

        void carryAnswers() {
            carry(far, near, false);
        }

        private void carry(Socket from, Socket to, boolean statements) {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] piece = new byte[1 << 16];
                for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                    if (statements ? stops(new String(piece, 0, length, StandardCharsets.ISO_8859_1)) : mute) {
                        shut();
                        return;
                    }
                    out.write(piece, 0, length);
                }
            } catch (IOException e) {
                // One side went, and the other with it.
            } finally {
                sockets.remove(from);
            }
        }

        private boolean stops(String statement) {
            Trap set = trap.get();
            if (set == null || !statement.contains(set.text()) || !trap.compareAndSet(set, null)) {
                return false;
            }
            mute = set.moment() == Moment.AFTER;
            return !mute;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        shut();
    }
}
