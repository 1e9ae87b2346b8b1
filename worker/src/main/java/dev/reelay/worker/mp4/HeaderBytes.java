package dev.reelay.worker.mp4;

import java.nio.ByteBuffer;

/** The kept payload of a short header box. What was cut off reads as 0, so that a stunted header is no fault. */
final class HeaderBytes {
    private final byte[] bytes;

    HeaderBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    int length() {
        return bytes.length;
    }

    boolean version1() {
        return bytes.length > 0 && bytes[0] == 1;
    }

    int flags() {
        return int32(0) & 0xff_ffff;
    }

    int int32(int at) {
        return at + Integer.BYTES <= bytes.length ? ByteBuffer.wrap(bytes).getInt(at) : 0;
    }

    long unsigned32(int at) {
        return Integer.toUnsignedLong(int32(at));
    }

    long int64(int at) {
        return unsigned32(at) << Integer.SIZE | unsigned32(at + Integer.BYTES);
    }
}
