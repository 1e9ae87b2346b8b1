package dev.reelay.worker.storage;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a source answers one request. */
@FunctionalInterface
interface FilmAnswer {
    Pattern RANGE = Pattern.compile("Range: bytes=(\\d+)-\r\n");
    Pattern IF_RANGE = Pattern.compile("If-Range: ([^\r]+)\r\n");

    /** Answers; whether the connection goes on. */
    boolean answer(String head, Socket socket) throws IOException;

    /** A film as a good delivery network sends it: with its length, a strong ETag and ranges. */
    static Sending of(Film film) {
        return new Sending(film, "\"v" + film.variant() + "\"", true, Transfer.LENGTH, Long.MAX_VALUE, false);
    }

    /** A whole answer of this status. */
    static FilmAnswer page(int status, String type, String body) {
        return (head, socket) -> {
            FilmServer.write(
                    socket.getOutputStream(),
                    "HTTP/1.1 " + status + " X\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                            + "\r\n\r\n" + body);
            return true;
        };
    }

    /** The connection is reset without an answer. */
    static FilmAnswer reset() {
        return (head, socket) -> {
            socket.setSoLinger(true, 0);
            return false;
        };
    }

    /** Nothing comes until the other side gives up. */
    static FilmAnswer silence() {
        return (head, socket) -> {
            socket.getInputStream().readAllBytes();
            return false;
        };
    }

    /** How the end of a body is told. */
    enum Transfer {
        LENGTH,
        CHUNKED,
        CLOSE
    }

    /** Sends a film, or what is left of it after a fault. */
    record Sending(Film film, @Nullable String tag, boolean ranges, Transfer transfer, long cutAfter, boolean hangs)
            implements FilmAnswer {
        Sending tagged(@Nullable String other) {
            return new Sending(film, other, ranges, transfer, cutAfter, hangs);
        }

        Sending withoutRanges() {
            return new Sending(film, tag, false, transfer, cutAfter, hangs);
        }

        Sending by(Transfer other) {
            return new Sending(film, tag, ranges, other, cutAfter, hangs);
        }

        /** Ends the connection after so many bytes of the body. */
        Sending cutAfter(long bytes) {
            return new Sending(film, tag, ranges, transfer, bytes, hangs);
        }

        /** Sends so many bytes of the body and then nothing. */
        Sending stalledAfter(long bytes) {
            return new Sending(film, tag, ranges, transfer, bytes, true);
        }

        @Override
        public boolean answer(String head, Socket socket) throws IOException {
            Matcher range = RANGE.matcher(head);
            Matcher condition = IF_RANGE.matcher(head);
            boolean part = ranges
                    && range.find()
                    && (!condition.find() || condition.group(1).equals(tag));
            long from = part ? Long.parseLong(range.group(1)) : 0;
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            FilmServer.write(out, head(part, from));
            long to = Math.min(film.size(), cutAfter == Long.MAX_VALUE ? cutAfter : from + cutAfter);
            body(out, from, to);
            out.flush();
            if (hangs) {
                socket.getInputStream().readAllBytes();
            }
            return to == film.size() && transfer != Transfer.CLOSE;
        }

        private String head(boolean part, long from) {
            return (part
                            ? "HTTP/1.1 206 Part\r\nContent-Range: bytes " + from + "-" + (film.size() - 1) + "/"
                                    + film.size() + "\r\n"
                            : "HTTP/1.1 200 OK\r\n")
                    + "Content-Type: image/jpeg\r\n"
                    + (tag == null ? "" : "ETag: " + tag + "\r\n")
                    + switch (transfer) {
                        case LENGTH -> "Content-Length: " + (film.size() - from) + "\r\n\r\n";
                        case CHUNKED -> "Transfer-Encoding: chunked\r\n\r\n";
                        case CLOSE -> "Connection: close\r\n\r\n";
                    };
        }

        private void body(OutputStream out, long from, long to) throws IOException {
            if (transfer == Transfer.CHUNKED && to > from) {
                FilmServer.write(out, Long.toHexString(to - from) + "\r\n");
            }
            film.write(out, from, to);
            if (transfer == Transfer.CHUNKED && to == film.size()) {
                FilmServer.write(out, "\r\n0\r\n\r\n");
            }
        }
    }
}
