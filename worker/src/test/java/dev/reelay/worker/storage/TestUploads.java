package dev.reelay.worker.storage;

import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.storage.S3Clients;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/** A bucket in which uploads are begun and left. */
public final class TestUploads implements AutoCloseable {
    private final EmbeddedS3 s3;
    private final S3AsyncClient client;
    private final CopySettings settings;

    public TestUploads(Path folder) throws IOException {
        s3 = EmbeddedS3.start(folder, 0, CopySettings.ACCESS, CopySettings.SECRET);
        s3.createBucket(CopySettings.BUCKET);
        settings = CopySettings.at(s3.endpoint());
        client = new S3Clients(settings.storage()).client();
    }

    public OpenUploads uploads() {
        return new OpenUploads(client, settings.storage());
    }

    /** As a worker leaves it that was killed after its first part. */
    public void begin(String path) {
        String upload = client.createMultipartUpload(
                        request -> request.bucket(CopySettings.BUCKET).key(path))
                .join()
                .uploadId();
        client.uploadPart(
                        request -> request.bucket(CopySettings.BUCKET)
                                .key(path)
                                .uploadId(upload)
                                .partNumber(1),
                        AsyncRequestBody.fromString("part"))
                .join();
    }

    /** The keys of those that are neither completed nor aborted. */
    public List<String> open() {
        return client.listMultipartUploads(request -> request.bucket(CopySettings.BUCKET)).join().uploads().stream()
                .map(MultipartUpload::key)
                .toList();
    }

    @Override
    public void close() throws IOException {
        client.close();
        s3.close();
    }
}
