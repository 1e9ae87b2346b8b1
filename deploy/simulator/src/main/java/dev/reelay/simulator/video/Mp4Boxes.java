package dev.reelay.simulator.video;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Finds boxes of an MP4 held in memory and sets the times in them; big-endian, as the format is. */
final class Mp4Boxes {
    private static final int TICKS_PER_SECOND = 1000;

    private Mp4Boxes() {}

    /** The clip with every frame shown longer or shorter, so that all of it lasts {@code seconds}. */
    static byte[] lasting(byte[] clip, int seconds) {
        ByteBuffer bytes = ByteBuffer.wrap(clip.clone());
        int ticks = seconds * TICKS_PER_SECOND;
        int header = find(bytes, "moov", "mvhd");
        bytes.putInt(header + 20, TICKS_PER_SECOND).putInt(header + 24, ticks);
        bytes.putInt(find(bytes, "moov", "trak", "tkhd") + 28, ticks);
        int media = find(bytes, "moov", "trak", "mdia", "mdhd");
        bytes.putInt(media + 20, TICKS_PER_SECOND).putInt(media + 24, ticks);
        int times = find(bytes, "moov", "trak", "mdia", "minf", "stbl", "stts");
        int frames = bytes.getInt(times + 16);
        bytes.putInt(times + 20, ticks / frames);
        return bytes.array();
    }

    private static int find(ByteBuffer bytes, String... path) {
        int from = 0;
        int to = bytes.capacity();
        for (String name : path) {
            int box = child(bytes, from, to, name);
            from = box + 8;
            to = box + bytes.getInt(box);
        }
        return from - 8;
    }

    private static int child(ByteBuffer bytes, int from, int to, String name) {
        byte[] type = new byte[4];
        for (int at = from; at + 8 <= to; at += size(bytes, at)) {
            bytes.get(at + 4, type);
            if (name.equals(new String(type, StandardCharsets.US_ASCII))) {
                return at;
            }
        }
        throw new IllegalStateException("the clip has no box " + name);
    }

    // The clips are far smaller than 2 GiB, but the encoder writes a 64-bit size for its mdat all the same.
    private static int size(ByteBuffer bytes, int at) {
        int size = bytes.getInt(at);
        return size == 1 ? Math.toIntExact(bytes.getLong(at + 8)) : size;
    }
}
