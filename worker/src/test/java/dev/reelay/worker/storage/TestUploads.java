package dev.reelay.worker.storage;

import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.storage.S3Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A bucket in which uploads are begun and left. */
public final class TestUploads implements AutoCloseable {
    private final EmbeddedS3 s3;
    private final S3Clients clients;
    private final S3Client client;
    private final CopySettings settings;

    public TestUploads(Path folder) throws IOException {
        s3 = EmbeddedS3.start(folder, 0, CopySettings.ACCESS, CopySettings.SECRET);
        s3.createBucket(CopySettings.BUCKET);
        settings = CopySettings.at(s3.endpoint());
        clients = new S3Clients(settings.storage());
        client = clients.client();
    }

    public OpenUploads uploads() {
        return new OpenUploads(client, settings.storage());
    }

    /** As a worker leaves it that was killed after its first part. */
    public void begin(String path) {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(CopySettings.BUCKET).key(path))
                .uploadId();
        client.uploadPart(
                request -> request.bucket(CopySettings.BUCKET)
                        .key(path)
                        .uploadId(upload)
                        .partNumber(1),
                RequestBody.fromString("part"));
    }

    /** The keys of those that are neither completed nor aborted. */
    public List<String> open() {
        return client.listMultipartUploads(request -> request.bucket(CopySettings.BUCKET)).uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    @Override
    public void close() throws IOException {
        clients.close();
        s3.close();
    }
}
