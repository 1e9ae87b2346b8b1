package dev.reelay.worker.outside;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/** A server on a raw socket that does with each connection exactly what a test says, faults and all. */
final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Script script;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What is done with one connection; it is closed afterwards. */
    @FunctionalInterface
    interface Script {
        void serve(Connection connection) throws IOException, InterruptedException;
    }

    private ScriptedServer(ServerSocketFactory factory, Script script) {
        try {
            listener = factory.createServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        this.script = script;
        Thread.ofVirtual().start(this::accept);
    }

    static ScriptedServer that(Script script) {
        return new ScriptedServer(ServerSocketFactory.getDefault(), script);
    }

    static ScriptedServer that(ServerSocketFactory factory, Script script) {
        return new ScriptedServer(factory, script);
    }

    /** Answers every request of a connection with the same bytes. */
    static ScriptedServer answering(String answer) {
        return that(connection -> {
            while (connection.readRequest()) {
                connection.write(answer);
            }
        });
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    /** The heads of the requests read so far. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            script.serve(new Connection(socket));
        } catch (IOException | InterruptedException e) {
            // The other side went away, which many tests make it do.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One accepted connection. */
    final class Connection {
        private final Socket socket;
        private String path = "";

        private Connection(Socket socket) {
            this.socket = socket;
        }

        /** Reads a head and the body that it announces; false at the end of the connection. */
        boolean readRequest() throws IOException {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            InputStream in = socket.getInputStream();
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int next = in.read();
                if (next == -1) {
                    return false;
                }
                head.write(next);
            }
            String text = head.toString(StandardCharsets.ISO_8859_1);
            heads.add(text);
            path = text.split(" ", 3)[1];
            in.readNBytes(announced(text));
            return true;
        }

        /** What the last request asked for. */
        String path() {
            return path;
        }

        /** The port of the server. */
        int port() {
            return socket.getLocalPort();
        }

        /** Reads until the other side ends or drops the connection, and says how many bytes came. */
        int drain() {
            int bytes = 0;
            try {
                while (socket.getInputStream().read() != -1) {
                    bytes++;
                }
            } catch (IOException e) {
                // Dropped instead of ended, which is the same to us.
            }
            return bytes;
        }

        void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
        }

        /** Drops the connection with a reset instead of an orderly end. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        /** Does nothing until the test is over. */
        void hang() throws InterruptedException {
            closed.await();
        }

        private static int announced(String head) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                    .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                    .findFirst()
                    .orElse(0);
        }
    }
}
