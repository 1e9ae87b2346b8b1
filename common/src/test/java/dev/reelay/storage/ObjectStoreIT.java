package dev.reelay.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.embedded.EmbeddedS3;
import dev.reelay.error.ErrorClass;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

class ObjectStoreIT {
    private static final byte[] BYTES = "bytes".getBytes(UTF_8);

    @TempDir
    static Path folder;

    private static EmbeddedS3 s3;
    private static S3Client client;
    private static S3Presigner presigner;
    private static ObjectStore store;

    @BeforeAll
    static void start() throws IOException {
        s3 = EmbeddedS3.start(folder, 0, StorageSettings.ACCESS, StorageSettings.SECRET);
        s3.createBucket("results");
        s3.createBucket("inputs");
        var config = StorageSettings.of(s3.endpoint());
        client = new S3Clients(config).client();
        presigner = new S3Clients(config).presigner();
        store = new ObjectStore(client, presigner, config);
    }

    @AfterAll
    static void stop() throws IOException {
        presigner.close();
        client.close();
        s3.close();
    }

    @Test
    void writtenObjectIsReadBack() {
        store.put("t/small.txt", BYTES, "text/plain");

        assertThat(store.get("t/small.txt")).hasValue(BYTES);
        assertThat(store.head("t/small.txt"))
                .hasValueSatisfying(head -> assertThat(head.bytes()).isEqualTo(BYTES.length));
        assertThat(store.exists("t/small.txt")).isTrue();
    }

    @Test
    void absentObjectIsEmptyAndItsRemovalNoError() {
        store.delete("t/none");

        assertThat(store.get("t/none")).isEmpty();
        assertThat(store.head("t/none")).isEmpty();
    }

    @Test
    void removedObjectIsGone() {
        store.put("t/removed", BYTES, "text/plain");

        store.delete("t/removed");

        assertThat(store.exists("t/removed")).isFalse();
    }

    @Test
    void linkAnswersWithTheTypeThatBrowsersPlay() throws Exception {
        store.put("t/clip", BYTES, "application/octet-stream");

        Link link = store.presignedGet("t/clip", "clip.mp4");

        var answer = fetched(link.url());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("video/mp4");
        assertThat(answer.body()).isEqualTo("bytes");
        assertThat(link.expiresAt()).isAfter(Instant.EPOCH);
    }

    @Test
    void linkReachesAnotherBucket() throws Exception {
        client.putObject(request -> request.bucket("inputs").key("frame"), RequestBody.fromBytes(BYTES));

        Link link = store.presignedGetFrom("inputs", "frame", Duration.ofMinutes(5));

        assertThat(fetched(link.url()).body()).isEqualTo("bytes");
    }

    @Test
    void refusalIsNotTriedAgainAndNamesNoSecret() {
        var wrong =
                new StorageSettings(Optional.of(s3.endpoint()), true, Optional.of("wrong-secret"), Optional.empty());
        try (S3Client stranger = new S3Clients(wrong).client()) {
            var strangers = new ObjectStore(stranger, presigner, wrong);

            assertThatThrownBy(() -> strangers.put("t/refused", BYTES, "text/plain"))
                    .isInstanceOfSatisfying(
                            StorageException.class,
                            failure -> assertThat(failure.errorClass()).isEqualTo(ErrorClass.INTERNAL))
                    .hasMessageContaining("t/refused")
                    .hasMessageNotContaining("wrong-secret");
        }
    }

    private static HttpResponse<String> fetched(URI url) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
