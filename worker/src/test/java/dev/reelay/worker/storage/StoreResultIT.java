package dev.reelay.worker.storage;

import static dev.reelay.worker.storage.TestStore.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.storage.FilmAnswer.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StoreResultIT {
    private static final int PART = PartsUpload.PART;

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
    void aResultIsStoredAsItIsAndDescribed(Transfer transfer) throws Exception {
        for (long size : List.of(1_000L, PART - 1L, (long) PART, PART + 1L, 2L * PART)) {
            Film film = Film.of(size);
            ObjectKey key = key();
            try (FilmServer source = FilmServer.answering(FilmAnswer.of(film).by(transfer))) {
                StoredObject stored = store.copy(source, key);
                assertThat(stored)
                        .isEqualTo(new StoredObject(
                                CopySettings.BUCKET,
                                key.path(),
                                size,
                                film.sha256(),
                                "video/mp4",
                                Duration.ofSeconds(5),
                                640,
                                360));
                assertThat(store.bytes(key)).as("size " + size).isEqualTo(film.bytes());
                assertThat(store.mediaType(key)).isEqualTo("video/mp4");
                assertThat(source.heads()).hasSize(1);
            }
        }
    }

    @Test
    void aRedirectIsFollowedAndNoCredentialGoesOut() throws Exception {
        FilmAnswer away = (head, socket) -> {
            FilmServer.write(
                    socket.getOutputStream(),
                    "HTTP/1.1 302 Found\r\nLocation: /other?token=secret\r\nContent-Length: 0\r\n\r\n");
            return true;
        };
        try (FilmServer source = FilmServer.answering(away, FilmAnswer.of(Film.of(5_000)))) {
            assertThat(store.copy(source, key()).bytes()).isEqualTo(5_000);
            assertThat(source.heads())
                    .hasSize(2)
                    .noneMatch(head -> head.toLowerCase(java.util.Locale.ROOT).contains("authorization"));
        }
    }

    @Test
    void asManyCopiesRunAtOnceAsMayAndNoMore() throws Exception {
        CyclicBarrier two = new CyclicBarrier(2);
        AtomicInteger running = new AtomicInteger();
        List<Integer> seen = java.util.Collections.synchronizedList(new ArrayList<>());
        FilmAnswer film = FilmAnswer.of(Film.of(100_000));
        FilmAnswer counted = (head, socket) -> {
            seen.add(running.incrementAndGet());
            try {
                two.await(20, TimeUnit.SECONDS);
                running.decrementAndGet();
                return film.answer(head, socket);
            } catch (Exception e) {
                throw new IOException(e);
            }
        };
        CopySettings atMostTwo = store.settings().parallel(2);
        StoreResult storing = store.storing(atMostTwo);
        try (FilmServer source = FilmServer.answering(counted);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<StoredObject>> copies = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                copies.add(threads.submit(() -> TestStore.copy(source, key(), atMostTwo, storing)));
            }
            for (Future<StoredObject> copy : copies) {
                assertThat(copy.get().bytes()).isEqualTo(100_000);
            }
        }
        assertThat(seen).hasSize(6).allMatch(number -> number <= 2);
    }

    @Test
    void whatIsOnTheWireAlreadyWaitsForNoTurn() throws Exception {
        CyclicBarrier over = new CyclicBarrier(2);
        FilmAnswer film = FilmAnswer.of(Film.of(100_000));
        FilmAnswer held = (head, socket) -> {
            try {
                over.await(20, TimeUnit.SECONDS);
                return film.answer(head, socket);
            } catch (Exception e) {
                throw new IOException(e);
            }
        };
        CopySettings oneAtATime = store.settings().parallel(1);
        StoreResult storing = store.storing(oneAtATime);
        try (FilmServer slow = FilmServer.answering(held);
                FilmServer quick = FilmServer.answering(film);
                OutgoingHttp http = Outside.reaching(quick.origin());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<StoredObject> holdsTheTurn = threads.submit(() -> TestStore.copy(slow, key(), oneAtATime, storing));

            ResultSource arriving = new HttpResultSources(http, oneAtATime).of(quick.link());
            assertThat(storing.storeNow(arriving, key()).bytes()).isEqualTo(100_000);
            assertThat(holdsTheTurn).isNotDone();

            over.await(20, TimeUnit.SECONDS);
            assertThat(holdsTheTurn.get().bytes()).isEqualTo(100_000);
        }
    }
}
