package dev.reelay.storage;

import java.net.URI;
import java.time.Instant;

/** A presigned link. Whoever has it may read the object until it expires, so its query never gets into a text. */
public record Link(URI url, Instant expiresAt) {
    @Override
    public String toString() {
        return "Link[" + url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath() + " until " + expiresAt
                + "]";
    }
}
