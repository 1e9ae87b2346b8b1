package dev.reelay.api.manifest;

import dev.reelay.request.StrictJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a JSON document from each line; the ends are those of Unix or Windows, and the last line needs none. */
final class JsonLines implements Lines {
    private final InputStream in;
    private final int longest;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int n;
    private boolean ended;

    /** @param in buffered, in UTF-8 */
    JsonLines(InputStream in, int longest) {
        this.in = in;
        this.longest = longest;
    }

    @Override
    public @Nullable Line next() throws IOException {
        while (!ended) {
            n++;
            boolean whole = readLine();
            byte[] raw = line.toByteArray();
            if (!whole) {
                return Line.broken(
                        n,
                        new Line.Raw(raw),
                        "is longer than " + longest + " bytes; put large images behind an https URL");
            }
            if (!isBlank(raw)) {
                return parsed(raw);
            }
        }
        return null;
    }

    /** Answers false when the line is too long; its beginning is kept, the rest passed over. */
    private boolean readLine() throws IOException {
        line.reset();
        boolean whole = true;
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                ended = true;
                break;
            }
            whole = whole && line.size() < longest;
            if (whole) {
                line.write(b);
            }
        }
        return whole;
    }

    private Line parsed(byte[] raw) {
        return switch (StrictJson.parse(raw)) {
            case StrictJson.Document document -> Line.of(n, new Line.Raw(raw), document.root());
            case StrictJson.Broken broken ->
                Line.broken(
                        n,
                        new Line.Raw(raw),
                        "is no JSON object: " + broken.message().replaceAll("line: \\d+, column", "column")
                                + ", at column " + broken.column());
        };
    }

    private static boolean isBlank(byte[] raw) {
        for (byte b : raw) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
