package dev.reelay.worker.storage;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The body of one answer whose status was checked. */
public interface Download extends AutoCloseable {
    /** The bytes from {@link #offset()} on; throws when the connection ends before the length that was told. */
    InputStream body();

    /** Where in the result the body begins: what was asked for, or 0 when the source sends the whole. */
    long offset();

    /** The length of the whole result, not of this body; null when the source does not tell. */
    @Nullable
    Long total();

    /** A strong ETag, which proves that a later part belongs to the same bytes; null without one. */
    @Nullable
    String validator();

    /** What the source calls it. Never believed, only quoted. */
    @Nullable
    String mediaType();

    /** Whether the transfer shows its own end, so that a cut cannot look like one: a length, or chunks. */
    boolean delimited();

    /** Ends the transfer at once, without reading the rest; from any thread, any number of times. */
    @Override
    void close();
}
