package dev.reelay.worker.storage;

import static dev.reelay.worker.storage.TestStore.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.embedded.FreePorts;
import dev.reelay.storage.S3Clients;
import dev.reelay.worker.storage.CopyException.Kind;
import dev.reelay.worker.storage.FilmAnswer.Transfer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BrokenStoreIT {
    private static final Film FILM = Film.of(20_000_000);

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

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void aStoreThatBreaksOffLeavesNothing(Transfer transfer) {
        ObjectKey key = key();
        try (BreakingProxy proxy = BreakingProxy.before(store.endpoint(), 6_000_000, Integer.MAX_VALUE);
                FilmServer source = FilmServer.answering(FilmAnswer.of(FILM).by(transfer))) {
            assertEnds(Kind.STORE_UNAVAILABLE, () -> through(proxy.endpoint(), source, key));
        }
        store.assertNothingAt(key);
    }

    /** A part lies in a buffer and is sent again; the bytes of one streamed write passed once. */
    @Test
    void aPartThatBreaksOffIsSentAgain() throws Exception {
        ObjectKey key = key();
        try (BreakingProxy proxy = BreakingProxy.before(store.endpoint(), 6_000_000, 1);
                FilmServer source = FilmServer.answering(FilmAnswer.of(FILM).by(Transfer.CHUNKED))) {
            assertThat(through(proxy.endpoint(), source, key).sha256()).isEqualTo(FILM.sha256());
            assertThat(source.heads()).hasSize(1);
        }
        assertThat(Sha256s.of(store.bytes(key))).isEqualTo(FILM.sha256());
    }

    @Test
    void aStoreThatIsAwayIsUnavailable() {
        try (FilmServer source = FilmServer.answering(FilmAnswer.of(FILM))) {
            URI nowhere = URI.create("http://127.0.0.1:" + FreePorts.find(1).getFirst());
            assertEnds(Kind.STORE_UNAVAILABLE, () -> through(nowhere, source, key()));
        }
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void aStrangerIsRefused(Transfer transfer) {
        CopySettings settings = store.settings();
        ObjectKey key = key();
        try (S3Clients stranger = new S3Clients(settings.storageOfAStranger());
                FilmServer source = FilmServer.answering(FilmAnswer.of(FILM).by(transfer))) {
            StoreResult storing = TestStore.storing(stranger, settings);
            // A store that refuses before it has read the body may close the connection before its answer is seen.
            assertThatThrownBy(() -> TestStore.copy(source, key, settings, storing))
                    .isInstanceOfSatisfying(
                            CopyException.class,
                            end -> assertThat(end.kind()).isIn(Kind.STORE_REFUSED, Kind.STORE_UNAVAILABLE))
                    .hasMessageNotContaining(CopySettings.SECRET);
        }
        store.assertNothingAt(key);
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void aCopyThatTakesTooLongIsEnded(Transfer transfer) {
        CopySettings hurried = store.settings().longest(Duration.ofMillis(500));
        store.refused(Kind.TOO_SLOW, hurried, FilmAnswer.of(FILM).by(transfer).stalledAfter(12_000_000));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Transfer.class)
    void anInterruptedCopyLeavesNothing(Transfer transfer) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FilmAnswer.Sending stalling = FilmAnswer.of(FILM).by(transfer).stalledAfter(12_000_000);
        ObjectKey key = key();
        try (FilmServer source = FilmServer.answering((head, socket) -> {
            asked.countDown();
            return stalling.answer(head, socket);
        })) {
            FutureTask<StoredObject> copy = new FutureTask<>(() -> store.copy(source, key));
            Thread copying = Thread.ofVirtual().start(copy);
            asked.await();
            copying.interrupt();
            assertThatThrownBy(copy::get).hasCauseInstanceOf(InterruptedException.class);
        }
        store.assertNothingAt(key);
    }

    private static void assertEnds(Kind kind, ThrowingCallable copy) {
        assertThatThrownBy(copy)
                .isInstanceOfSatisfying(
                        CopyException.class,
                        end -> assertThat(end.kind()).as(end.getMessage()).isEqualTo(kind))
                .hasMessageNotContaining(CopySettings.SECRET);
    }

    private static StoredObject through(URI endpoint, FilmServer source, ObjectKey key)
            throws CopyException, InterruptedException {
        CopySettings settings = CopySettings.at(endpoint);
        try (S3Clients clients = new S3Clients(settings.storage())) {
            return TestStore.copy(source, key, settings, TestStore.storing(clients, settings));
        }
    }
}
