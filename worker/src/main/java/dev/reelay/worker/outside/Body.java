package dev.reelay.worker.outside;

import java.nio.charset.StandardCharsets;

/** The bytes of a small body, sent or received; they are shared, not copied, and nobody changes them. */
public final class Body {
    static final Body NONE = new Body(new byte[0]);

    private final byte[] bytes;

    /** A body of these bytes. */
    public Body(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The bytes themselves. */
    public byte[] bytes() {
        return bytes;
    }

    /** The bytes as UTF-8. */
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
