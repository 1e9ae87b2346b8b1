package dev.reelay.api.quarantine;

import dev.reelay.api.request.Document;
import dev.reelay.quarantine.Quarantine;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the quarantine stands.
 *
 * @param beganAt absent when none is open
 * @param held how many requests of all tenants are held
 */
@Document
record QuarantineDocument(boolean open, @Nullable Instant beganAt, long held) {
    static QuarantineDocument of(Quarantine.Standing standing) {
        return new QuarantineDocument(standing.began() != null, standing.began(), standing.held());
    }
}
