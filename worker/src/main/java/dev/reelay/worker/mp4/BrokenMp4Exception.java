package dev.reelay.worker.mp4;

import java.io.IOException;

/** The bytes are no whole MP4: a box does not fit where it stands, or the end came too early. */
public final class BrokenMp4Exception extends IOException {
    BrokenMp4Exception(String message) {
        // Types of boxes stand in it, and may be any four bytes.
        super(message.replaceAll("[^ -~]", "?"));
    }
}
