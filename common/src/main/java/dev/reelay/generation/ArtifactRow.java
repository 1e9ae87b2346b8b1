package dev.reelay.generation;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The row of a stored result, for reading; the worker that stored it wrote it. */
@Entity(name = "Artifact")
@Table(name = "artifact")
@Immutable
class ArtifactRow {
    /** A result is the n-th of its attempt. */
    @Embeddable
    record Key(@Column(name = "attempt_id") UUID attemptId, int n) {}

    @EmbeddedId
    private Key key;

    @Column(name = "generation_id")
    private UUID generationId;

    @Column
    private String bucket;

    @Column(name = "object_key")
    private String objectKey;

    @Column
    private long bytes;

    @Column
    private byte[] sha256;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "duration_ms")
    private @Nullable Long durationMillis;

    @Column
    private @Nullable Integer width;

    @Column
    private @Nullable Integer height;

    @Column(name = "stored_at")
    private Instant storedAt;

    Artifact artifact() {
        return new Artifact(
                key.attemptId(),
                key.n(),
                bucket,
                objectKey,
                bytes,
                HexFormat.of().formatHex(sha256),
                mediaType,
                durationMillis == null ? null : Duration.ofMillis(durationMillis),
                width,
                height,
                storedAt);
    }
}
