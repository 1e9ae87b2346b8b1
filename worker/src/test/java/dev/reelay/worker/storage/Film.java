package dev.reelay.worker.storage;

import dev.reelay.worker.mp4.Boxes;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An MP4 of any size that is in no memory: a true header, then media that repeat.
 *
 * @param whole the size that its header claims
 * @param size what there is of it
 */
record Film(long whole, long size, byte variant) {
    private static final int PIECE = 1 << 17;

    static Film of(long size) {
        return of(size, 7);
    }

    /** Of the same size and with other bytes. */
    static Film of(long size, int variant) {
        return new Film(size, size, (byte) variant);
    }

    /** Its first bytes, as if they were all. */
    Film truncated(long bytes) {
        return new Film(whole, bytes, variant);
    }

    /** Writes the bytes from one offset to before another. */
    void write(OutputStream out, long from, long to) throws IOException {
        byte[] start = start();
        byte[] piece = media();
        long at = from;
        if (at < start.length) {
            int end = (int) Math.min(start.length, to);
            out.write(start, (int) at, end - (int) at);
            at = end;
        }
        while (at < to) {
            int length = (int) Math.min(piece.length, to - at);
            out.write(piece, 0, length);
            at += length;
        }
    }

    byte[] bytes() {
        byte[] start = start();
        byte[] bytes = new byte[Math.toIntExact(size)];
        ByteBuffer.wrap(bytes).put(start).put(ByteBuffer.wrap(filled(bytes.length - start.length)));
        return bytes;
    }

    String sha256() {
        byte[] start = start();
        Sha256 sha256 = new Sha256();
        byte[] piece = media();
        sha256.update(start, 0, start.length);
        for (long left = size - start.length; left > 0; left -= piece.length) {
            sha256.update(piece, 0, (int) Math.min(piece.length, left));
        }
        return sha256.hex();
    }

    private byte[] start() {
        return Boxes.filmBefore(whole - Boxes.filmBefore(0).length);
    }

    private byte[] media() {
        return filled(PIECE);
    }

    private byte[] filled(int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, variant);
        return bytes;
    }
}
