package dev.reelay.worker.mp4;

import static dev.reelay.worker.mp4.Boxes.all;
import static dev.reelay.worker.mp4.Boxes.box;
import static dev.reelay.worker.mp4.Boxes.film;
import static dev.reelay.worker.mp4.Boxes.ftyp;
import static dev.reelay.worker.mp4.Boxes.mvhd;
import static dev.reelay.worker.mp4.Boxes.sized;
import static dev.reelay.worker.mp4.Boxes.track;
import static dev.reelay.worker.mp4.Boxes.wide;
import static dev.reelay.worker.mp4.Walks.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Mp4WalkerTest {
    private static final byte[] MEDIA = box("mdat", new byte[30]);

    @Test
    void headersTellLengthAndSize() throws BrokenMp4Exception {
        byte[] film = film(100);
        assertThat(walk(film)).isEqualTo(new Mp4Facts(film.length, Duration.ofSeconds(5), 640, 360));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 15, 16, 17, 100, 4096})
    void piecesOfAnyLengthMakeTheSameWalk(int piece) throws BrokenMp4Exception {
        byte[] film = all(ftyp(), wide("mdat", 16 + 50, new byte[50]), Boxes.movie());
        assertThat(Walks.inPieces(film, piece)).isEqualTo(walk(film));
    }

    @Test
    void aRealClipIsWhole() throws Exception {
        byte[] clip = Walks.realClip();
        Mp4Facts facts = walk(clip);
        assertThat(facts.bytes()).isEqualTo(clip.length);
        assertThat(facts.duration()).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
        assertThat(facts.width()).isEqualTo(960);
        assertThat(facts.height()).isEqualTo(540);
    }

    /** Also where a box ends, and with the number of bytes in favour of the cut. */
    @ParameterizedTest
    @MethodSource("films")
    void everyCutIsRefused(byte[] film) throws BrokenMp4Exception {
        for (int length = 0; length < film.length; length++) {
            byte[] cut = Arrays.copyOf(film, length);
            assertThatThrownBy(() -> walk(cut)).as("cut at " + length).isInstanceOf(BrokenMp4Exception.class);
        }
        assertThat(walk(film).bytes()).isEqualTo(film.length);
    }

    static Stream<byte[]> films() {
        return Stream.of(
                film(40),
                all(ftyp(), MEDIA, Boxes.movie()),
                all(ftyp(), wide("mdat", 16 + 9, new byte[9]), Boxes.movie()),
                all(ftyp(), MEDIA, wide("moov", 16 + mvhd(1, 5).length, mvhd(1, 5))));
    }

    @Test
    void aRealClipIsRefusedWhereverItIsCut() throws Exception {
        byte[] clip = Walks.realClip();
        int step = Math.max(1, clip.length / 5_000);
        for (int length = 0; length < clip.length; length += step) {
            byte[] cut = Arrays.copyOf(clip, length);
            assertThatThrownBy(() -> walk(cut)).as("cut at " + length).isInstanceOf(BrokenMp4Exception.class);
        }
    }

    @Test
    void aCutSaysHowMuchIsMissing() {
        byte[] film = film(100);
        assertThatThrownBy(() -> walk(Arrays.copyOf(film, film.length - 30)))
                .hasMessageContaining("30 bytes of the box mdat are missing");
    }

    @Test
    void aBoxToTheEndCountsOnlyWhereTheEndIsProven() throws BrokenMp4Exception {
        byte[] film = all(ftyp(), Boxes.movie(), sized("mdat", 0, new byte[20]));
        assertThat(walk(film).bytes()).isEqualTo(film.length);
        assertThatThrownBy(() -> Walks.unproven(film)).hasMessageContaining("shows that this is the end");
    }

    @Test
    void aHeaderToTheEndIsReadAndItsCutSeen() throws BrokenMp4Exception {
        byte[] film = all(ftyp(), MEDIA, sized("moov", 0, all(mvhd(1000, 3000), track(1, 64, 32, 0))));
        assertThat(walk(film)).isEqualTo(new Mp4Facts(film.length, Duration.ofSeconds(3), 64, 32));
        assertThatThrownBy(() -> walk(Arrays.copyOf(film, film.length - 3))).isInstanceOf(BrokenMp4Exception.class);
    }

    @Test
    void whatFollowsTheFilmInABoxBelongsToIt() throws BrokenMp4Exception {
        assertThat(walk(all(film(10), box("free", new byte[1000]))).duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aContainerMayEndInLessThanABox() throws BrokenMp4Exception {
        byte[] film = all(ftyp(), box("moov", mvhd(1000, 5000), new byte[4]), MEDIA);
        assertThat(walk(film).duration()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void versionOneHeadersAreWider() throws BrokenMp4Exception {
        byte[] track = box("trak", Boxes.longTkhd(1, 1920, 1080), box("mdia", Boxes.hdlr("vide")));
        byte[] film = all(ftyp(), box("moov", Boxes.longMvhd(600, 3000), track), MEDIA);
        assertThat(walk(film)).isEqualTo(new Mp4Facts(film.length, Duration.ofSeconds(5), 1920, 1080));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aTurnedFilmIsAsLargeAsItIsShown(int quarterTurns) throws BrokenMp4Exception {
        byte[] film = all(ftyp(), box("moov", mvhd(1000, 5000), track(1, 640, 360, quarterTurns)), MEDIA);
        assertThat(walk(film).width()).isEqualTo(quarterTurns % 2 == 0 ? 640 : 360);
        assertThat(walk(film).height()).isEqualTo(quarterTurns % 2 == 0 ? 360 : 640);
    }

    @Test
    void soundHasNoSize() throws BrokenMp4Exception {
        byte[] sound = box("trak", Boxes.tkhd(1, 0, 0, 0), box("mdia", Boxes.hdlr("soun")));
        byte[] film = all(ftyp(), box("moov", mvhd(1000, 5000), sound, track(2, 640, 360, 0)), MEDIA);
        assertThat(walk(film).width()).isEqualTo(640);
        assertThat(walk(all(ftyp(), box("moov", mvhd(1000, 5000), sound), MEDIA))
                        .width())
                .isNull();
    }

    @Test
    void anUnknownDurationIsNone() throws BrokenMp4Exception {
        assertThat(walk(all(ftyp(), box("moov", mvhd(1000, -1)), MEDIA)).duration())
                .isNull();
        assertThat(walk(all(ftyp(), box("moov", mvhd(0, 5)), MEDIA)).duration()).isNull();
        assertThat(walk(all(ftyp(), box("moov", Boxes.longMvhd(1, -1)), MEDIA)).duration())
                .isNull();
    }

    @ParameterizedTest
    @MethodSource("broken")
    void whatDoesNotFitIsRefused(byte[] file, String why) {
        assertThatThrownBy(() -> walk(file))
                .isInstanceOf(BrokenMp4Exception.class)
                .hasMessageContaining(why);
    }

    static Stream<Object[]> broken() {
        byte[] deep = new byte[0];
        for (int i = 0; i < 20; i++) {
            deep = box("moov", deep);
        }
        return Stream.of(
                new Object[] {new byte[0], "before its first box"},
                new Object[] {all(Boxes.movie(), MEDIA), "first box is no ftyp"},
                new Object[] {all(ftyp(), Boxes.movie()), "before its media"},
                new Object[] {all(ftyp(), MEDIA), "before its header"},
                new Object[] {all(ftyp(), sized("free", 7, new byte[0])), "claims a size of 7"},
                new Object[] {all(ftyp(), wide("free", 15, new byte[0])), "claims a size of 15"},
                new Object[] {all(ftyp(), wide("free", -1, new byte[0])), "claims a size of -1"},
                new Object[] {all(ftyp(), wide("free", Long.MAX_VALUE, new byte[0])), "beyond"},
                new Object[] {all(ftyp(), wide("free", Long.MAX_VALUE - ftyp().length, new byte[0]), MEDIA), "beyond"},
                new Object[] {all(ftyp(), box("moov", sized("mvhd", 500, new byte[20])), MEDIA), "beyond its parent"},
                new Object[] {all(ftyp(), box("moov", wide("mvhd", 500, new byte[20])), MEDIA), "beyond its parent"},
                new Object[] {all(ftyp(), deep, MEDIA), "nested deeper"},
                new Object[] {all(film(10), new byte[] {0, 0, 0}), "inside of a box"},
                new Object[] {all(ftyp(), sized("a\nb\u0001", 9_000, new byte[3])), "box a?b?"});
    }
}
