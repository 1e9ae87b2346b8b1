package dev.reelay.worker.mp4;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of a whole file tell.
 *
 * @param bytes of the file
 * @param duration null when no header tells
 * @param width of the first video track as shown, after rotation; null without one
 */
public record Mp4Facts(
        long bytes,
        @Nullable Duration duration,
        @Nullable Integer width,
        @Nullable Integer height) {}
