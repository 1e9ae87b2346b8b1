package dev.reelay.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.storage.S3Clients;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** A bucket on loopback, and copies into it through the true outgoing client. */
final class TestStore implements AutoCloseable {
    private final EmbeddedS3 s3;
    private final S3Clients clients;
    private final S3Client client;
    private final CopySettings settings;

    TestStore(Path folder) {
        try {
            s3 = EmbeddedS3.start(folder, 0, CopySettings.ACCESS, CopySettings.SECRET);
            s3.createBucket(CopySettings.BUCKET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings = CopySettings.at(s3.endpoint());
        clients = new S3Clients(settings.storage());
        client = clients.client();
    }

    void createBucket(String bucket) throws IOException {
        s3.createBucket(bucket);
    }

    URI endpoint() {
        return s3.endpoint();
    }

    CopySettings settings() {
        return settings;
    }

    static ObjectKey key() {
        return new ObjectKey("t", UUID.randomUUID(), UUID.randomUUID(), 0);
    }

    StoreResult storing(CopySettings other) {
        return storing(clients, other);
    }

    static StoreResult storing(S3Clients clients, CopySettings settings) {
        return new StoreResult(
                clients.client(), clients.unrepeated(), settings.storage(), settings, new SimpleMeterRegistry());
    }

    StoredObject copy(FilmServer source, ObjectKey key) throws CopyException, InterruptedException {
        return copy(source, key, settings);
    }

    StoredObject copy(FilmServer source, ObjectKey key, CopySettings with) throws CopyException, InterruptedException {
        return copy(source, key, with, storing(with));
    }

    static StoredObject copy(FilmServer source, ObjectKey key, CopySettings with, StoreResult storing)
            throws CopyException, InterruptedException {
        try (OutgoingHttp http = Outside.reaching(source.origin())) {
            return storing.store(new HttpResultSources(http, with).of(source.link()), key);
        }
    }

    /** A copy from these answers must end like this and leave nothing. */
    CopyException refused(CopyException.Kind kind, CopySettings with, FilmAnswer... answers) {
        ObjectKey key = key();
        try (FilmServer source = FilmServer.answering(answers)) {
            CopyException end = catchThrowableOfType(CopyException.class, () -> copy(source, key, with));
            assertThat(end).isNotNull();
            assertThat(end.kind()).as(end.getMessage()).isEqualTo(kind);
            assertThat(end).hasMessageNotContaining("secret");
            assertNothingAt(key);
            return end;
        }
    }

    /** Soon: the store keeps what came of a broken write in a file of its own until it notices the break. */
    void assertNothingAt(ObjectKey key) {
        await().untilAsserted(() -> assertThat(client.listObjectsV2(
                                list -> list.bucket(CopySettings.BUCKET).prefix(key.path()))
                        .contents())
                .isEmpty());
        assertNoUploadAt(key);
    }

    void assertNoUploadAt(ObjectKey key) {
        await().untilAsserted(() -> assertThat(client.listMultipartUploads(list -> list.bucket(CopySettings.BUCKET))
                        .uploads())
                .noneMatch(upload -> upload.key().equals(key.path())));
    }

    byte[] bytes(ObjectKey key) {
        return client.getObjectAsBytes(get -> get.bucket(CopySettings.BUCKET).key(key.path()))
                .asByteArrayUnsafe();
    }

    String mediaType(ObjectKey key) {
        return client.headObject(head -> head.bucket(CopySettings.BUCKET).key(key.path()))
                .contentType();
    }

    void put(ObjectKey key, byte[] bytes, Map<String, String> metadata) {
        client.putObject(
                put -> put.bucket(CopySettings.BUCKET).key(key.path()).metadata(metadata),
                RequestBody.fromBytes(bytes));
    }

    @Override
    public void close() throws IOException {
        clients.close();
        s3.close();
    }
}
