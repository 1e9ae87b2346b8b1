package dev.reelay.worker.storage;

import dev.reelay.storage.StorageConfig;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;

/** Stub. */
@Singleton
public final class StoreResult {
    private final S3AsyncClient client;
    private final String bucket;

    public StoreResult(S3AsyncClient client, StorageConfig storage) {
        this.client = client;
        this.bucket = storage.bucket();
    }

    /** Stub. */
    public StoredObject store(ResultSource source, ObjectKey key) throws CopyException, InterruptedException {
        String url = "";
        try {
            source.open(0, null);
        } catch (IOException e) {
            url = String.valueOf(e.getMessage());
        } catch (SourceGone e) {
            throw CopyException.of(CopyException.Kind.SOURCE_CUT, "stub", e);
        }
        try (var in = URI.create(url).toURL().openStream()) {
            byte[] bytes = in.readAllBytes();
            client.putObject(
                            put -> put.bucket(bucket).key(key.path()).contentType("video/mp4"),
                            AsyncRequestBody.fromBytes(bytes))
                    .join();
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new StoredObject(
                    bucket, key.path(), bytes.length, hash, "video/mp4", Duration.ofSeconds(5), 640, 360);
        } catch (IOException | java.security.NoSuchAlgorithmException e) {
            throw CopyException.of(CopyException.Kind.SOURCE_CUT, "stub", e);
        }
    }
}
