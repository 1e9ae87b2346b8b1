package dev.reelay.simulator;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Walks the top-level boxes of an MP4 as its bytes come by. */
final class Mp4Walk {
    private final ByteBuffer head = ByteBuffer.allocate(16);
    private final List<String> boxes = new ArrayList<>();
    private long position;
    private long skip;

    void take(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            if (skip > 0) {
                int step = (int) Math.min(skip, bytes.remaining());
                bytes.position(bytes.position() + step);
                skip -= step;
                position += step;
            } else {
                head.put(bytes.get());
                position++;
                headByte();
            }
        }
    }

    private void headByte() {
        boolean wide = head.position() >= 8 && head.getInt(0) == 1;
        if (head.position() == (wide ? 16 : 8)) {
            byte[] type = new byte[4];
            head.get(4, type);
            boxes.add(new String(type, StandardCharsets.US_ASCII));
            long size = wide ? head.getLong(8) : Integer.toUnsignedLong(head.getInt(0));
            skip = size - head.position();
            if (skip < 0) {
                throw new IllegalStateException("the box " + boxes.getLast() + " is smaller than its own head");
            }
            head.clear();
        }
    }

    List<String> boxes() {
        return boxes;
    }

    /** Whether the bytes ended on the edge of a box. */
    boolean complete() {
        return skip == 0 && head.position() == 0;
    }

    long position() {
        return position;
    }
}
