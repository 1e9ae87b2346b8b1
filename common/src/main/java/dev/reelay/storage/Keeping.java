package dev.reelay.storage;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;

/** How the store is to keep what we write: encrypted with which key, in which class, with which tags. */
public final class Keeping {
    private static final int MOST_TAGS = 10;
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_VALUE = 256;

    private final Optional<String> kmsKey;
    private final Optional<String> storageClass;
    private final Optional<Tagging> tags;

    private Keeping(StorageConfig config) {
        this.kmsKey = config.kmsKeyId();
        this.storageClass = config.storageClass();
        List<Tag> read =
                config.tags().orElse(List.of()).stream().map(Keeping::tag).toList();
        if (read.size() > MOST_TAGS) {
            throw new IllegalStateException("reelay.s3.tags has " + read.size() + " tags; an object has at most ten");
        }
        // Even an empty one would be sent, and need a right of its own.
        this.tags = read.isEmpty()
                ? Optional.empty()
                : Optional.of(Tagging.builder().tagSet(read).build());
    }

    /**
     * As the configuration wants it.
     *
     * @throws IllegalStateException when a tag cannot be one
     */
    public static Keeping of(StorageConfig config) {
        return new Keeping(config);
    }

    /** Adds it to a write. */
    public void on(PutObjectRequest.Builder write) {
        tags.ifPresent(write::tagging);
        storageClass.ifPresent(write::storageClass);
        kmsKey.ifPresent(
                key -> write.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key));
    }

    /** Adds it to the start of a write in parts, which says it for all of them. */
    public void on(CreateMultipartUploadRequest.Builder write) {
        tags.ifPresent(write::tagging);
        storageClass.ifPresent(write::storageClass);
        kmsKey.ifPresent(
                key -> write.serverSideEncryption(ServerSideEncryption.AWS_KMS).ssekmsKeyId(key));
    }

    private static Tag tag(String written) {
        int equals = written.indexOf('=');
        String name = equals < 1 ? "" : written.substring(0, equals).strip();
        String value = written.substring(equals + 1).strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME || value.length() > LONGEST_VALUE) {
            throw new IllegalStateException(
                    "reelay.s3.tags has \"" + written + "\", which is no name=value with up to 128 and 256 characters");
        }
        return Tag.builder().key(name).value(value).build();
    }
}
