package dev.reelay.api.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/** Sends bytes as they are, which no client for HTTP would, and reads what comes back. */
final class RawHttp {
    private static final int CHUNK = 1 << 14;
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int port;
    private final Duration bound;

    RawHttp(int port, Duration bound) {
        this.port = port;
        this.bound = bound;
    }

    /**
     * What came back.
     *
     * @param status 0 when the connection was closed without an answer
     * @param hung whether nothing came within the bound
     */
    record Answer(int status, String head, String body, boolean hung) {
        /** The value of a header; empty when there is none. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * Sends it, and reads to the end of the answer; of a stream only its beginning.
     */
    Answer send(Draft draft) {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) bound.toMillis());
            write(socket, draft);
            read(socket.getInputStream(), received);
            return answer(received, false);
        } catch (SocketTimeoutException e) {
            return answer(received, true);
        } catch (IOException e) {
            return answer(received, false);
        }
    }

    /** A server may have said its word before all was sent: what it said is read all the same. */
    private static void write(Socket socket, Draft draft) {
        try {
            OutputStream out = socket.getOutputStream();
            out.write(draft.head());
            out.write(draft.sentBody());
            out.flush();
            if (draft.isCut()) {
                socket.shutdownOutput();
            }
        } catch (IOException e) {
            // The answer tells.
        }
    }

    private static void read(InputStream in, ByteArrayOutputStream received) throws IOException {
        byte[] chunk = new byte[CHUNK];
        int length = in.read(chunk);
        while (length > 0) {
            received.write(chunk, 0, length);
            if (received.size() <= CHUNK && isStream(received.toString(StandardCharsets.UTF_8))) {
                return;
            }
            length = in.read(chunk);
        }
    }

    private static boolean isStream(String soFar) {
        int end = soFar.indexOf(END_OF_HEAD);
        return end > 0 && soFar.substring(0, end).contains("text/event-stream");
    }

    private static Answer answer(ByteArrayOutputStream received, boolean hung) {
        String all = received.toString(StandardCharsets.ISO_8859_1);
        int end = all.indexOf(END_OF_HEAD);
        if (!all.startsWith("HTTP/1.1 ") || end < 0) {
            return new Answer(0, "", all, hung);
        }
        String head = all.substring(0, end);
        String sent = all.substring(end + END_OF_HEAD.length());
        boolean inChunks = head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked");
        String body = new String(
                (inChunks ? joined(sent) : sent).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        return new Answer(Integer.parseInt(all.substring(9, 12)), head, body, hung);
    }

    /** Words must not be cut where chunks are. */
    private static String joined(String chunks) {
        StringBuilder body = new StringBuilder();
        int at = 0;
        int line = chunks.indexOf("\r\n");
        while (line > at) {
            int begin = line + 2;
            int end = Math.min(chunks.length(), begin + Integer.parseInt(chunks.substring(at, line), 16));
            body.append(chunks, begin, end);
            at = end + 2;
            line = chunks.indexOf("\r\n", at);
        }
        return body.toString();
    }
}
