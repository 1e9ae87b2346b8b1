package dev.reelay.storage;

import dev.reelay.error.ErrorClass;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * Small objects in the configured bucket, and links to any. Blocks, for virtual threads; every failure is a
 * {@link StorageException}. What is large is streamed elsewhere, never through here.
 */
@Startup
@Singleton
public final class ObjectStore {
    private static final Logger LOG = Logger.getLogger(ObjectStore.class);

    private final S3Client client;
    private final Presign presign;
    private final StorageConfig config;
    private final Keeping keeping;

    public ObjectStore(S3Client client, S3Presigner presigner, StorageConfig config) {
        this.client = client;
        this.presign = new Presign(presigner);
        this.config = config;
        this.keeping = Keeping.of(config);
    }

    /** The bucket that keys without a bucket mean. */
    public String bucket() {
        return config.bucket();
    }

    /** Writes the object, over what may be there. */
    public void put(String key, byte[] bytes, String mediaType) {
        answered(
                "the writing of " + key,
                () -> client.putObject(
                        request -> request.bucket(bucket())
                                .key(key)
                                .contentType(mediaType)
                                .applyMutation(keeping::on)
                                .overrideConfiguration(limited()),
                        RequestBody.fromBytes(bytes)));
    }

    /** Writes a file as the object, over what may be there; a large one takes as long as it takes. */
    public void put(String key, Path file, String mediaType) {
        answered(
                "the writing of " + key,
                () -> client.putObject(
                        request -> request.bucket(bucket())
                                .key(key)
                                .contentType(mediaType)
                                .applyMutation(keeping::on),
                        RequestBody.fromFile(file)));
    }

    /** An object in any bucket that our credentials may read, as a stream that the caller closes; empty when there is none. */
    public Optional<InputStream> open(String bucket, String key) {
        try {
            return Optional.of(answered(
                    "the reading of " + key,
                    () -> client.getObject(request -> request.bucket(bucket).key(key))));
        } catch (NoSuchKeyException | NoSuchBucketException absent) {
            return Optional.empty();
        }
    }

    /** The object's bytes, all in memory; empty when there is no such object. */
    public Optional<byte[]> get(String key) {
        try {
            return Optional.of(answered(
                            "the reading of " + key,
                            () -> client.getObjectAsBytes(
                                    request -> request.bucket(bucket()).key(key).overrideConfiguration(limited())))
                    .asByteArray());
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }

    /** What the store tells of the object; empty when there is none. */
    public Optional<ObjectHead> head(String key) {
        return head(bucket(), key);
    }

    private Optional<ObjectHead> head(String bucket, String key) {
        try {
            return Optional.of(headOf(
                    key,
                    answered(
                            "the look at " + key,
                            () -> client.headObject(
                                    request -> request.bucket(bucket).key(key).overrideConfiguration(limited())))));
        } catch (NoSuchKeyException absent) {
            return Optional.empty();
        }
    }

    public boolean exists(String key) {
        return head(key).isPresent();
    }

    /** Whether there is an object in another bucket. */
    public boolean exists(String bucket, String key) {
        return head(bucket, key).isPresent();
    }

    /** Whether there is this bucket; one that is there and is not ours to look at counts as there. */
    public boolean isBucket(String bucket) {
        try {
            answered(
                    "the look at the bucket " + bucket,
                    () -> client.headBucket(request -> request.bucket(bucket).overrideConfiguration(limited())));
            return true;
        } catch (NoSuchBucketException absent) {
            return false;
        } catch (StorageException refused) {
            if (refused.errorClass() == ErrorClass.UNAVAILABLE) {
                throw refused;
            }
            return true;
        }
    }

    /** Removes the object; that there is none is no error. */
    public void delete(String key) {
        delete(bucket(), key);
    }

    /** The same in any bucket that our credentials may change; without the bucket there is no object either. */
    public void delete(String bucket, String key) {
        try {
            answered(
                    "the removal of " + key,
                    () -> client.deleteObject(
                            request -> request.bucket(bucket).key(key).overrideConfiguration(limited())));
        } catch (NoSuchKeyException | NoSuchBucketException absent) {
            LOG.debugf("there was no object to remove key=%s", key);
        }
    }

    /** What lies in the configured bucket below a prefix, page by page. */
    public void forEach(String prefix, Consumer<ListedObject> doing) {
        @Nullable String next = null;
        do {
            String token = next;
            ListObjectsV2Response page = answered(
                    "the list of " + prefix,
                    () -> client.listObjectsV2(request -> request.bucket(bucket())
                            .prefix(prefix)
                            .continuationToken(token)
                            .overrideConfiguration(limited())));
            page.contents().forEach(object -> doing.accept(new ListedObject(object.key(), object.lastModified())));
            next = Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
        } while (next != null);
    }

    /**
     * A link to an object of ours, which need not exist.
     *
     * @param filename what a browser saves it as; its ending also sets the type that the link answers with
     */
    public Link presignedGet(String key, @Nullable String filename, Duration lifetime) {
        return presign.get(bucket(), key, filename, lifetime);
    }

    /** A link of the configured lifetime to an object of ours. */
    public Link presignedGet(String key, @Nullable String filename) {
        return presignedGet(key, filename, config.linkLifetime());
    }

    /** The same to one in the bucket of a tenant. */
    public Link presignedGetFrom(String bucket, String key, @Nullable String filename) {
        return presign.get(bucket, key, filename, config.linkLifetime());
    }

    /** A link to an object in any bucket that our credentials may read, such as a caller's input. */
    public Link presignedGetFrom(String bucket, String key, Duration lifetime) {
        return presign.get(bucket, key, null, lifetime);
    }

    private static ObjectHead headOf(String key, HeadObjectResponse told) {
        return new ObjectHead(
                key, told.contentLength(), told.contentType(), told.eTag(), told.lastModified(), told.metadata());
    }

    private AwsRequestOverrideConfiguration limited() {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(config.callTimeout())
                .build();
    }

    private static <T> T answered(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchKeyException | NoSuchBucketException absent) {
            throw absent;
        } catch (SdkException failure) {
            throw StorageException.of(doing, failure);
        }
    }
}
