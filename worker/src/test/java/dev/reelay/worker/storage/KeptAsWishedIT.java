package dev.reelay.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.storage.ObjectStore;
import dev.reelay.storage.S3Clients;
import dev.reelay.storage.StorageConfig;
import dev.reelay.worker.storage.CopySettings.Kept;
import dev.reelay.worker.storage.FilmAnswer.Transfer;
import dev.reelay.worker.storage.RecordingStore.Call;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Key of encryption, class and tags go out with every object, however it is written; and each tenant's to its own place. */
class KeptAsWishedIT {
    private static final Kept WISHED = new Kept(
            Optional.of("arn:aws:kms:eu-central-1:123456789012:key/films"),
            Optional.of("STANDARD_IA"),
            Optional.of(List.of("team=films", "cost centre=a&b")));
    private static final Place OWN = new Place("films", "reelay/night/");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void everyWayOfWritingSaysHowItIsKept(Transfer transfer) throws Exception {
        for (long size : List.of(1_000L, PartsUpload.PART + 1L)) {
            try (RecordingStore store = new RecordingStore()) {
                ObjectKey key = new ObjectKey(OWN, "t", UUID.randomUUID(), UUID.randomUUID(), 0);
                StoredObject stored =
                        copy(store, WISHED, key, FilmAnswer.of(Film.of(size)).by(transfer));

                assertThat(stored.bucket()).isEqualTo("films");
                assertThat(stored.key()).startsWith("reelay/night/t/");
                assertThat(store.calls())
                        .isNotEmpty()
                        .allMatch(call -> call.path().equals("/films/" + key.path()));
                List<Call> first = store.calls().stream()
                        .filter(call -> !call.query().contains("uploadId"))
                        .toList();
                assertThat(first).hasSize(1);
                assertThat(first.getFirst().headers())
                        .containsEntry("x-amz-server-side-encryption", "aws:kms")
                        .containsEntry(
                                "x-amz-server-side-encryption-aws-kms-key-id",
                                WISHED.kmsKeyId().orElseThrow())
                        .containsEntry("x-amz-storage-class", "STANDARD_IA")
                        .containsEntry("x-amz-tagging", "team=films&cost%20centre=a%26b");
            }
        }
    }

    @Test
    void whatIsNoResultIsKeptSoToo() {
        try (RecordingStore store = new RecordingStore()) {
            StorageConfig storage = CopySettings.at(store.endpoint()).storage(WISHED);
            try (S3Clients clients = new S3Clients(storage);
                    S3Presigner presigner = clients.presigner()) {
                new ObjectStore(clients.client(), presigner, storage).put("uploads/a.png", new byte[10], "image/png");
            }

            assertThat(store.calls().getFirst().headers())
                    .containsKey("x-amz-server-side-encryption-aws-kms-key-id")
                    .containsEntry("x-amz-storage-class", "STANDARD_IA")
                    .containsKey("x-amz-tagging");
        }
    }

    @Test
    void withoutWishesTheBucketDecides() throws Exception {
        try (RecordingStore store = new RecordingStore()) {
            copy(store, Kept.AS_THE_BUCKET_SAYS, TestStore.key(), FilmAnswer.of(Film.of(1_000)));

            assertThat(store.calls().getFirst().headers().keySet())
                    .noneMatch(name -> name.matches("x-amz-(server-side|storage|tagging).*"));
        }
    }

    @Test
    void anObjectOfATenantsPlaceIsFoundAgain() throws Exception {
        try (TestStore store = new TestStore(folder)) {
            store.createBucket("films");
            ObjectKey key = new ObjectKey(OWN, "t", UUID.randomUUID(), UUID.randomUUID(), 0);
            Film film = Film.of(50_000);
            try (FilmServer source = FilmServer.answering(FilmAnswer.of(film))) {
                StoredObject first = store.copy(source, key);
                assertThat(store.copy(source, key)).isEqualTo(first);
                assertThat(first.bucket()).isEqualTo("films");
            }
            assertThat(ObjectKey.parse("films", key.path())).hasValue(key);
        }
    }

    private static StoredObject copy(RecordingStore store, Kept kept, ObjectKey key, FilmAnswer film) throws Exception {
        CopySettings settings = CopySettings.at(store.endpoint());
        StorageConfig storage = settings.storage(kept);
        try (S3Clients clients = new S3Clients(storage);
                FilmServer source = FilmServer.answering(film)) {
            StoreResult storing = new StoreResult(
                    clients.client(), clients.unrepeated(), storage, settings, new SimpleMeterRegistry());
            return TestStore.copy(source, key, settings, storing);
        }
    }
}
