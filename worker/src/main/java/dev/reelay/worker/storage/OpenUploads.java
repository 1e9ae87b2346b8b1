package dev.reelay.worker.storage;

import dev.reelay.storage.StorageConfig;
import dev.reelay.storage.StorageException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;

/** The uploads in parts that were begun in the bucket and neither completed nor aborted. */
@ApplicationScoped
public class OpenUploads {
    private final S3Client client;
    private final StorageConfig config;

    OpenUploads(S3Client client, StorageConfig config) {
        this.client = client;
        this.config = config;
    }

    /** One of them, of ours or of anybody's. */
    public record Upload(String bucket, String path, String uploadId) {
        /** The key, if it has the form of ours. */
        public Optional<ObjectKey> key() {
            return ObjectKey.parse(bucket, path);
        }
    }

    /** Those that were begun before this time in the installation's bucket. */
    public List<Upload> begunBefore(Instant time) {
        return begunBefore(config.bucket(), time);
    }

    /** Those of another bucket. */
    public List<Upload> begunBefore(String bucket, Instant time) {
        List<Upload> old = new ArrayList<>();
        ListMultipartUploadsResponse page = page(bucket, null, null);
        while (true) {
            page.uploads().stream()
                    .filter(upload -> upload.initiated().isBefore(time))
                    .map(upload -> new Upload(bucket, upload.key(), upload.uploadId()))
                    .forEach(old::add);
            if (!Boolean.TRUE.equals(page.isTruncated())) {
                return old;
            }
            page = page(bucket, page.nextKeyMarker(), page.nextUploadIdMarker());
        }
    }

    /** The store forgets its parts; that it is gone already is no error. */
    public void abort(Upload upload) {
        try {
            answered(
                    "the abort of an upload of " + upload.path(),
                    () -> client.abortMultipartUpload(request -> request.bucket(upload.bucket())
                            .key(upload.path())
                            .uploadId(upload.uploadId())
                            .overrideConfiguration(this::limited)));
        } catch (NoSuchUploadException gone) {
            // Whoever ended it meanwhile has done the same.
        }
    }

    private ListMultipartUploadsResponse page(String bucket, @Nullable String afterKey, @Nullable String afterUpload) {
        return answered(
                "the list of open uploads",
                () -> client.listMultipartUploads(request -> request.bucket(bucket)
                        .keyMarker(afterKey)
                        .uploadIdMarker(afterUpload)
                        .overrideConfiguration(this::limited)));
    }

    private void limited(AwsRequestOverrideConfiguration.Builder call) {
        call.apiCallTimeout(config.callTimeout());
    }

    private static <T> T answered(String doing, Supplier<T> call) {
        try {
            return call.get();
        } catch (NoSuchUploadException gone) {
            throw gone;
        } catch (SdkException failure) {
            throw StorageException.of(doing, failure);
        }
    }
}
