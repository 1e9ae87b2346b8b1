package dev.reelay.api.manifest;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The requests of a manifest, one after the other; what is no line, such as a blank one, is passed over. */
interface Lines {
    /** The next; null at the end. */
    @Nullable
    Line next() throws IOException;
}
