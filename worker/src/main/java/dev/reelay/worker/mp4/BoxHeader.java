package dev.reelay.worker.mp4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Collects the 8 or 16 bytes of a box header from pieces of any length. */
final class BoxHeader {
    static final int SHORT = 8;
    private static final int LONG = 16;

    private final ByteBuffer bytes = ByteBuffer.allocate(LONG);

    /** Takes what it needs of the piece and says how much that was. */
    int take(byte[] piece, int offset, int length) {
        int taken = Math.min(length, needed() - bytes.position());
        bytes.put(piece, offset, taken);
        // Only with the first eight bytes is it known whether eight more follow.
        int more = Math.min(length - taken, needed() - bytes.position());
        bytes.put(piece, offset + taken, more);
        return taken + more;
    }

    boolean complete() {
        return bytes.position() == needed();
    }

    boolean begun() {
        return bytes.position() > 0;
    }

    int length() {
        return needed();
    }

    String type() {
        return new String(bytes.array(), 4, 4, ISO_8859_1);
    }

    /** The size of the whole box; 0 means to the end of what holds it. */
    long size() throws BrokenMp4Exception {
        long size = needed() == LONG ? bytes.getLong(SHORT) : Integer.toUnsignedLong(bytes.getInt(0));
        boolean endless = size == 0 && needed() == SHORT;
        if (size < needed() && !endless) {
            throw new BrokenMp4Exception("the box " + type() + " claims a size of " + size);
        }
        return size;
    }

    void clear() {
        bytes.clear();
    }

    private int needed() {
        return bytes.position() >= SHORT && bytes.getInt(0) == 1 ? LONG : SHORT;
    }
}
