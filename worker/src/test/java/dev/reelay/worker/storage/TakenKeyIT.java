package dev.reelay.worker.storage;

import static dev.reelay.worker.storage.TestStore.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.storage.FilmAnswer.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What lies at the key already, before the copy or since it began. */
class TakenKeyIT {
    private static final Film FILM = Film.of(10_000_000);
    private static final Film OTHER = Film.of(9_000_000, 3);

    @TempDir
    static Path folder;

    private static TestStore store;

    @BeforeAll
    static void start() {
        store = new TestStore(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @Test
    void aPredecessorsResultCountsEvenWhenTheLinkHasExpired() throws Exception {
        ObjectKey key = key();
        StoredObject first = copied(key, FilmAnswer.of(FILM));
        assertThat(copied(key, FilmAnswer.page(403, "text/html", "expired"))).isEqualTo(first);
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void ourOwnResultThatAppearsMeanwhileIsAdopted(Transfer transfer) throws Exception {
        ObjectKey key = key();
        FilmAnswer late = whileAnswering(transfer, () -> store.put(key, OTHER.bytes(), own(key)));
        assertThat(copied(key, late).sha256()).isEqualTo(OTHER.sha256());
        store.assertNoUploadAt(key);
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void aPartOfOursThatAppearsMeanwhileIsReplaced(Transfer transfer) throws Exception {
        ObjectKey key = key();
        byte[] part = Arrays.copyOf(OTHER.bytes(), 5_000_000);
        FilmAnswer late = whileAnswering(transfer, () -> store.put(key, part, own(key)));
        assertThat(copied(key, late, FilmAnswer.of(FILM).by(transfer)).sha256()).isEqualTo(FILM.sha256());
        assertThat(store.bytes(key)).isEqualTo(FILM.bytes());
    }

    @Test
    void aForeignObjectIsReplaced() throws Exception {
        ObjectKey key = key();
        store.put(key, OTHER.bytes(), Map.of());
        assertThat(copied(key, FilmAnswer.of(FILM)).sha256()).isEqualTo(FILM.sha256());
        assertThat(store.bytes(key)).isEqualTo(FILM.bytes());
    }

    private static StoredObject copied(ObjectKey key, FilmAnswer... answers) throws Exception {
        try (FilmServer source = FilmServer.answering(answers)) {
            return store.copy(source, key);
        }
    }

    /** The copy has looked at its key by the time that the source is asked. */
    private static FilmAnswer whileAnswering(Transfer transfer, Runnable what) {
        FilmAnswer film = FilmAnswer.of(FILM).by(transfer);
        return (head, socket) -> {
            what.run();
            return film.answer(head, socket);
        };
    }

    private static Map<String, String> own(ObjectKey key) {
        return Map.of("reelay-key", key.path());
    }
}
