package dev.reelay.worker.mp4;

import org.jspecify.annotations.Nullable;

/** One track's headers: its identity, whether it is shown, and how large. */
final class Track {
    private static final int VIDEO = 0x76696465;

    private long id;
    private long timescale;
    private int handler;
    private int width;
    private int height;

    void header(String type, HeaderBytes bytes) {
        switch (type) {
            case "tkhd" -> trackHeader(bytes);
            case "mdhd" -> timescale = bytes.unsigned32(bytes.version1() ? 20 : 12);
            case "hdlr" -> handler = handler == 0 ? bytes.int32(8) : handler;
            default -> {}
        }
    }

    private void trackHeader(HeaderBytes bytes) {
        id = bytes.unsigned32(bytes.version1() ? 20 : 12);
        int matrix = bytes.version1() ? 52 : 40;
        int size = matrix + 36;
        // Both are fixed-point numbers of 16.16 bits.
        int across = bytes.int32(size) >>> 16;
        int down = bytes.int32(size + 4) >>> 16;
        boolean turned = bytes.int32(matrix) == 0 && bytes.int32(matrix + 4) != 0;
        width = turned ? down : across;
        height = turned ? across : down;
    }

    long id() {
        return id;
    }

    long timescale() {
        return timescale;
    }

    boolean shown() {
        return handler == VIDEO;
    }

    @Nullable
    Integer width() {
        return width == 0 ? null : width;
    }

    @Nullable
    Integer height() {
        return height == 0 ? null : height;
    }
}
