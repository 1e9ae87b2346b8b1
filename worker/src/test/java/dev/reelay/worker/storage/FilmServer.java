package dev.reelay.worker.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Serves a result link on loopback: each request takes the next of the answers, and the last of them stays. */
final class FilmServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Queue<FilmAnswer> answers;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private FilmServer(List<FilmAnswer> answers) {
        this.answers = new ConcurrentLinkedQueue<>(answers);
        try {
            listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    static FilmServer answering(FilmAnswer... answers) {
        return new FilmServer(List.of(answers));
    }

    URI origin() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The link; its query is a secret. */
    String link() {
        return origin() + "/film.mp4?token=secret";
    }

    /** The heads of the requests so far. */
    List<String> heads() {
        return heads;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            while (!head.isEmpty()) {
                heads.add(head);
                if (!next().answer(head, socket)) {
                    return;
                }
                head = head(socket.getInputStream());
            }
        } catch (IOException e) {
            // The other side went away, as it may.
        }
    }

    private FilmAnswer next() {
        synchronized (answers) {
            FilmAnswer next = answers.size() > 1 ? answers.remove() : answers.element();
            return next;
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
