package dev.reelay.worker.storage;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One result of a provider, as bytes that can be asked for again from any offset. */
@FunctionalInterface
public interface ResultSource {
    /**
     * Opens the result.
     *
     * @param offset where to begin; the source may begin at 0 all the same, and says so in {@link Download#offset()}
     * @param ifRange the validator of the download that broke; null at offset 0
     * @throws IOException when it did not answer, or not with the bytes; another try may help. A read of the body throws it
     *     too, also when nothing came for too long
     * @throws SourceGone when this link has no bytes any more
     */
    Download open(long offset, @Nullable String ifRange) throws IOException, SourceGone, InterruptedException;
}
