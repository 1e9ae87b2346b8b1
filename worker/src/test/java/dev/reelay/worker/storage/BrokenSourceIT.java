package dev.reelay.worker.storage;

import static dev.reelay.worker.storage.TestStore.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.worker.storage.CopyException.Kind;
import dev.reelay.worker.storage.FilmAnswer.Transfer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrokenSourceIT {
    private static final Film FILM = Film.of(20_000_000);
    private static final FilmAnswer.Sending HONEST = FilmAnswer.of(FILM);

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
    @EnumSource(
            value = Transfer.class,
            names = {"LENGTH", "CHUNKED"})
    void aCutDownloadGoesOnWhereItBroke(Transfer transfer) throws Exception {
        try (FilmServer source = copied(
                HONEST.by(transfer).cutAfter(9_000_000), FilmAnswer.reset(), HONEST.cutAfter(1_000_000), HONEST)) {
            assertThat(source.heads()).hasSize(4);
            assertThat(source.heads().get(1)).contains("Range: bytes=9000000-\r\n", "If-Range: \"v7\"\r\n");
            assertThat(source.heads().get(3)).contains("Range: bytes=10000000-\r\n", "If-Range: \"v7\"\r\n");
        }
    }

    @Test
    void aSilentSourceIsGivenUpAndTakenUpAgain() throws Exception {
        CopySettings impatient = store.settings().idle(Duration.ofMillis(300));
        ObjectKey key = key();
        try (FilmServer source = FilmServer.answering(HONEST.stalledAfter(5_000_000), HONEST)) {
            assertThat(store.copy(source, key, impatient).sha256()).isEqualTo(FILM.sha256());
            assertThat(source.heads().get(1)).contains("Range: bytes=5000000-\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"W/\"v7\"", ""})
    void withoutAStrongTagTheCopyStartsOver(String tag) throws Exception {
        FilmAnswer.Sending weak = HONEST.tagged(tag.isEmpty() ? null : tag);
        try (FilmServer source = copied(weak.cutAfter(9_000_000), weak)) {
            assertThat(source.heads()).hasSize(2).noneMatch(head -> head.contains("Range"));
        }
    }

    /** The source ignores the range, has other bytes by now, or answers the range of another file. */
    @ParameterizedTest
    @CsvSource({"false,7,v7", "true,8,v8", "true,8,v7x"})
    void otherBytesAreNeverJoined(boolean ranges, int variant, String tag) throws Exception {
        Film now = Film.of(FILM.size(), variant);
        FilmAnswer.Sending changed = FilmAnswer.of(now).tagged("\"" + tag + "\"");
        ObjectKey key = key();
        try (FilmServer source =
                FilmServer.answering(HONEST.cutAfter(9_000_000), ranges ? changed : changed.withoutRanges())) {
            assertThat(store.copy(source, key).sha256()).isEqualTo(now.sha256());
            assertThat(Sha256s.of(store.bytes(key))).isEqualTo(now.sha256());
            assertThat(source.heads()).hasSize(3);
            assertThat(source.heads().get(2)).doesNotContain("Range");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bytes 8999000-19999999/20000000",
                "bytes 9000000-9999999/20000000",
                "bytes 9000000-18999999/19000000",
                "bytes 9000000-99999999999999999999999/*",
                "items 9000000-19999999/20000000",
                "-"
            })
    void aWrongRangeIsNotTaken(String range) throws Exception {
        FilmAnswer wrong = (head, socket) -> {
            FilmServer.write(
                    socket.getOutputStream(),
                    "HTTP/1.1 206 Part\r\nETag: \"v7\"\r\nContent-Range: " + range
                            + "\r\nContent-Length: 4\r\n\r\nabcd");
            return true;
        };
        try (FilmServer source = copied(HONEST.cutAfter(9_000_000), wrong, HONEST)) {
            assertThat(source.heads()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aDownloadIsTakenUpOnlySoOften() {
        CopyException end = refused(Kind.SOURCE_CUT, HONEST.cutAfter(1_000_000));
        assertThat(end.mayTryAgain()).isTrue();
        refused(Kind.SOURCE_CUT, HONEST.by(Transfer.CHUNKED).cutAfter(1_000_000));
        refused(Kind.SOURCE_CUT, HONEST.tagged(null).cutAfter(12_000_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void anExpiredLinkIsSaidToBeOne(int status) {
        refused(Kind.LINK_EXPIRED, FilmAnswer.page(status, "text/html", "<html>Expired</html>"));
        refused(Kind.LINK_EXPIRED, HONEST.cutAfter(9_000_000), FilmAnswer.page(status, "text/html", "gone"));
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 206, 302, 429, 500, 503})
    void aSourceWithoutTheBytesIsUnavailable(int status) {
        refused(Kind.SOURCE_UNAVAILABLE, FilmAnswer.page(status, "text/plain", ""));
    }

    @Test
    void aSourceThatComesBackIsReadAllTheSame() throws Exception {
        try (FilmServer source = copied(
                FilmAnswer.page(503, "text/plain", "wait"),
                FilmAnswer.reset(),
                FilmAnswer.page(500, "a", ""),
                HONEST)) {
            assertThat(source.heads()).hasSize(4);
        }
    }

    @Test
    void aTruncatedFilmIsNotWholeHoweverItComes() {
        for (Transfer transfer : Transfer.values()) {
            for (long size : new long[] {1_000, 12_000_000}) {
                refused(Kind.NOT_WHOLE, FilmAnswer.of(FILM.truncated(size)).by(transfer));
            }
        }
        refused(Kind.NOT_WHOLE, HONEST.by(Transfer.CLOSE).cutAfter(12_000_000));
        refused(Kind.NOT_WHOLE, FilmAnswer.page(200, "video/mp4", ""));
    }

    @Test
    void whatTheSourceCallsItIsNotBelieved() {
        CopyException page = refused(Kind.WRONG_TYPE, FilmAnswer.page(200, "video/mp4", "<html>Sign in</html>"));
        assertThat(page).hasMessageContaining("an HTML page").hasMessageContaining("video/mp4");
        assertThat(page.mayTryAgain()).isTrue();
        CopyException picture = refused(Kind.WRONG_TYPE, FilmAnswer.page(200, "video/mp4", "\u0089PNG\r\n\u001a\n"));
        assertThat(picture.mayTryAgain()).isFalse();
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeAndWhileItComes() {
        for (Transfer transfer : Transfer.values()) {
            store.refused(Kind.TOO_LARGE, store.settings().largest(FILM.size() - 1), HONEST.by(transfer));
        }
    }

    @Test
    void aLinkThatLeadsInsideIsNotFollowed() {
        FilmAnswer inside = (head, socket) -> {
            FilmServer.write(
                    socket.getOutputStream(),
                    "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\n\r\n");
            return true;
        };
        refused(Kind.LINK_EXPIRED, inside);
    }

    private static FilmServer copied(FilmAnswer... answers) throws Exception {
        FilmServer source = FilmServer.answering(answers);
        ObjectKey key = key();
        assertThat(store.copy(source, key).sha256()).isEqualTo(FILM.sha256());
        assertThat(Sha256s.of(store.bytes(key))).isEqualTo(FILM.sha256());
        return source;
    }

    private static CopyException refused(Kind kind, FilmAnswer... answers) {
        return store.refused(kind, store.settings(), answers);
    }
}
