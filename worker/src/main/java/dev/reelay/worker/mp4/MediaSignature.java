package dev.reelay.worker.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What the first bytes of a body are, whatever its sender calls it.
 *
 * @param seen in words, such as "an HTML page"
 * @param mp4 whether they begin an MP4 (or QuickTime, its ancestor) that may be a video
 * @param text whether they are text, such as the error page of a delivery network
 */
public record MediaSignature(String seen, boolean mp4, boolean text) {
    /** This many bytes suffice. */
    public static final int BYTES = 64;

    private static final int QUOTED = 12;

    /** Of the first bytes of a body, {@link #BYTES} or all that there are. */
    public static MediaSignature of(byte[] head, int length) {
        String start = new String(head, 0, Math.min(length, BYTES), ISO_8859_1);
        if (start.isEmpty()) {
            return new MediaSignature("nothing at all", false, false);
        }
        if (start.startsWith("ftyp", 4)) {
            return iso(start);
        }
        String text = start.strip().replaceFirst("^\u00ef\u00bb\u00bf", "").toLowerCase(Locale.ROOT);
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return text("an HTML page");
        }
        if (text.startsWith("<")) {
            return text("an XML document");
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return text("a JSON document");
        }
        return binary(start, head);
    }

    private static MediaSignature iso(String start) {
        String brand = start.length() < 12 ? "" : start.substring(8, 12);
        return switch (brand) {
            case "avif", "avis" -> other("an AVIF picture");
            case "heic", "heix", "heim", "heis", "mif1", "msf1" -> other("a HEIF picture");
            default -> new MediaSignature("an MP4", true, false);
        };
    }

    private static MediaSignature binary(String start, byte[] head) {
        if (start.startsWith("\u001aE\u00df\u00a3")) {
            return other("a WebM or Matroska file");
        }
        if (start.startsWith("\u0089PNG")) {
            return other("a PNG picture");
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return other("a JPEG picture");
        }
        if (start.startsWith("GIF8")) {
            return other("a GIF picture");
        }
        if (start.startsWith("RIFF")) {
            return other("a RIFF file (AVI, WAV or WebP)");
        }
        if (start.startsWith("PK\u0003\u0004")) {
            return other("a ZIP archive");
        }
        if (start.startsWith("\u001f\u008b")) {
            return other("a gzip stream");
        }
        return unknown(start, head);
    }

    private static MediaSignature unknown(String start, byte[] head) {
        if (start.chars().allMatch(c -> (c >= ' ' && c < 127) || Character.isWhitespace(c))) {
            return text("plain text");
        }
        int quoted = Math.min(QUOTED, start.length());
        return other("unknown bytes " + HexFormat.ofDelimiter(" ").formatHex(Arrays.copyOf(head, quoted)));
    }

    private static MediaSignature text(String seen) {
        return new MediaSignature(seen, false, true);
    }

    private static MediaSignature other(String seen) {
        return new MediaSignature(seen, false, false);
    }
}
