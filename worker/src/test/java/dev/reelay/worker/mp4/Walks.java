package dev.reelay.worker.mp4;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/** Walks over files that a test holds in memory. */
final class Walks {
    private Walks() {}

    static Mp4Facts walk(byte[] file) throws BrokenMp4Exception {
        return inPieces(file, Math.max(1, file.length));
    }

    static Mp4Facts inPieces(byte[] file, int piece) throws BrokenMp4Exception {
        return fed(file, piece).end(true);
    }

    /** As when neither a length nor the transfer tells that the end is the end. */
    static Mp4Facts unproven(byte[] file) throws BrokenMp4Exception {
        return fed(file, Math.max(1, file.length)).end(false);
    }

    /** A clip as a true encoder made it. */
    static byte[] realClip() throws IOException {
        String name = "/dev/reelay/simulator/video/clip-960x540.mp4.gz";
        try (InputStream clip = new GZIPInputStream(Objects.requireNonNull(Walks.class.getResourceAsStream(name)))) {
            return clip.readAllBytes();
        }
    }

    private static Mp4Walker fed(byte[] file, int piece) throws BrokenMp4Exception {
        Mp4Walker walker = new Mp4Walker();
        for (int at = 0; at < file.length; at += piece) {
            walker.feed(file, at, Math.min(piece, file.length - at));
        }
        return walker;
    }
}
