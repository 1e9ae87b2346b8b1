package dev.reelay.api.audit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.reelay.api.request.Document;
import dev.reelay.audit.Kept;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The forms in which the log is answered. */
final class AuditDocuments {
    private AuditDocuments() {}

    /** A page, newest first; with the cursor comes the next one. */
    @Document
    record Page(List<One> entries, @Nullable String nextCursor) {}

    /** What somebody did. */
    @Document
    record One(
            UUID id,
            Instant at,
            String tenant,
            UUID keyId,
            String keyName,
            String act,
            String subject,
            JsonNode details) {
        static One of(Kept kept) {
            return new One(
                    kept.id(),
                    kept.at(),
                    kept.tenant(),
                    kept.keyId(),
                    kept.keyName(),
                    kept.act().word(),
                    kept.subject(),
                    kept.details());
        }
    }
}
