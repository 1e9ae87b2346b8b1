package dev.reelay.worker.storage;

import jakarta.inject.Singleton;

/** Stub. */
@Singleton
public final class HttpResultSources {
    /** Stub. */
    public ResultSource of(String url) {
        return (offset, ifRange) -> {
            throw new java.io.IOException(url);
        };
    }
}
