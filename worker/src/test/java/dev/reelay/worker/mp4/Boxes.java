package dev.reelay.worker.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Builds small MP4 files box by box, right or wrong. */
public final class Boxes {
    private static final int UNIT = 0x10000;

    private Boxes() {}

    /** A whole film: five seconds, 640 by 360, with so many bytes of media at its end. */
    public static byte[] film(int mediaBytes) {
        return all(ftyp(), movie(), box("mdat", new byte[mediaBytes]));
    }

    /** What stands before the media of a film whose media box is of this size, in its long form. */
    public static byte[] filmBefore(long mediaBytes) {
        byte[] start = ByteBuffer.allocate(16)
                .putInt(1)
                .put("mdat".getBytes(ISO_8859_1))
                .putLong(16 + mediaBytes)
                .array();
        return all(ftyp(), movie(), start);
    }

    static byte[] ftyp() {
        return box("ftyp", "isom\0\0\2\0isommp42".getBytes(ISO_8859_1));
    }

    /** A header of five seconds with one video track. */
    static byte[] movie() {
        return box("moov", mvhd(1000, 5000), track(1, 640, 360, 0));
    }

    static byte[] track(int id, int width, int height, int quarterTurns) {
        return box("trak", tkhd(id, width, height, quarterTurns), box("mdia", mdhd(1000), hdlr("vide")));
    }

    static byte[] mvhd(int timescale, int duration) {
        return box("mvhd", ints(0, 0, 0, timescale, duration), new byte[80]);
    }

    static byte[] longMvhd(int timescale, long duration) {
        return box("mvhd", ints(0x0100_0000, 0, 0, 0, 0, timescale), longs(duration), new byte[80]);
    }

    static byte[] tkhd(int id, int width, int height, int quarterTurns) {
        return box("tkhd", ints(0, 0, 0, id, 0, 0, 0, 0, 0, 0), matrix(quarterTurns), ints(width << 16, height << 16));
    }

    static byte[] longTkhd(int id, int width, int height) {
        byte[] before = all(ints(0x0100_0000, 0, 0, 0, 0, id, 0), longs(5000), ints(0, 0, 0, 0));
        return box("tkhd", before, matrix(0), ints(width << 16, height << 16));
    }

    static byte[] mdhd(int timescale) {
        return box("mdhd", ints(0, 0, 0, timescale, 0, 0));
    }

    static byte[] hdlr(String handler) {
        return box("hdlr", new byte[8], handler.getBytes(ISO_8859_1), new byte[13]);
    }

    static byte[] box(String type, byte[]... payload) {
        byte[] all = all(payload);
        return sized(type, 8 + all.length, all);
    }

    /** A box that claims this size, whatever it has. */
    static byte[] sized(String type, int size, byte[] payload) {
        return all(ints(size), type.getBytes(ISO_8859_1), payload);
    }

    /** A box in the long form, which claims this size. */
    static byte[] wide(String type, long size, byte[] payload) {
        return all(ints(1), type.getBytes(ISO_8859_1), longs(size), payload);
    }

    static byte[] ints(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES);
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes.array();
    }

    static byte[] longs(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    static byte[] all(byte[]... pieces) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] piece : pieces) {
            all.writeBytes(piece);
        }
        return all.toByteArray();
    }

    private static byte[] matrix(int quarterTurns) {
        return switch (quarterTurns) {
            case 1 -> ints(0, UNIT, 0, -UNIT, 0, 0, 0, 0, 0x4000_0000);
            case 2 -> ints(-UNIT, 0, 0, 0, -UNIT, 0, 0, 0, 0x4000_0000);
            case 3 -> ints(0, -UNIT, 0, UNIT, 0, 0, 0, 0, 0x4000_0000);
            default -> ints(UNIT, 0, 0, 0, UNIT, 0, 0, 0, 0x4000_0000);
        };
    }
}
