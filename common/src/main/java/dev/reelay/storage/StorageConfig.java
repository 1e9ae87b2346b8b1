package dev.reelay.storage;

import dev.reelay.setting.YesOrNo;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where results are kept, and how the store is spoken to. */
@ConfigMapping(prefix = "reelay.s3")
public interface StorageConfig {
    /** Where a store other than AWS is reached; without it, AWS in {@link #region()}. */
    Optional<URI> endpoint();

    /** The region that requests are signed for. */
    @WithDefault("us-east-1")
    String region();

    /** The bucket of the results; it must exist. */
    @WithDefault("reelay")
    String bucket();

    /** Whether the bucket stands in the path instead of the host name, as most stores other than AWS want it. */
    @WithDefault("false")
    @WithConverter(YesOrNo.class)
    boolean pathStyle();

    /** The access key; without it the SDK looks where it always looks: environment, profile, container, instance. */
    Optional<String> accessKey();

    /** The secret that belongs to {@link #accessKey()}. */
    Optional<String> secretKey();

    /** The KMS key that the store encrypts what we write with: its id or ARN; without it, the bucket's own rule. */
    Optional<String> kmsKeyId();

    /** The storage class of what we write, such as {@code STANDARD_IA}; without it, the bucket's. */
    Optional<String> storageClass();

    /** Tags of what we write, each {@code name=value}; at most ten. */
    Optional<List<String>> tags();

    /** What links are signed for, where browsers and providers reach the store by another name than Reelay does. */
    Optional<URI> publicEndpoint();

    /** How long a link to a result works, where the caller does not say. At most seven days. */
    @WithDefault("1h")
    @DurationMin(nanos = 1)
    Duration linkLifetime();

    /** How long one call for a small object may take, retries included. */
    @WithDefault("30s")
    @DurationMin(nanos = 1)
    Duration callTimeout();

    /** How many connections to the store may be open. */
    @WithDefault("64")
    @Positive
    int connections();
}
