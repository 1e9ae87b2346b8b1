package dev.reelay.worker.mp4;

import static dev.reelay.worker.mp4.Boxes.all;
import static dev.reelay.worker.mp4.Boxes.box;
import static dev.reelay.worker.mp4.Boxes.ints;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever the bytes, a walk ends, and ends in facts or in the one exception. */
@Timeout(30)
class HostileFilmTest {
    private static final int FILES = 10_000;
    private static final String[] TYPES = {
        "ftyp",
        "moov",
        "mvhd",
        "trak",
        "tkhd",
        "mdia",
        "mdhd",
        "hdlr",
        "mvex",
        "trex",
        "mehd",
        "moof",
        "traf",
        "tfhd",
        "trun",
        "mdat",
        "free",
        "\0\0\0\0"
    };
    private static final int[] SIZES = {0, 1, 7, 8, 9, 15, 16, 17, 24, 100, 200, 65_536, Integer.MAX_VALUE, -1};

    @Test
    void brokenBytesBreakNothingElse() {
        byte[] whole = all(Boxes.film(64), box("moof", box("traf", box("tfhd", ints(0, 1)))), box("mdat"));
        Random random = new Random(1);
        for (int i = 0; i < FILES; i++) {
            byte[] file = whole.clone();
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                file[random.nextInt(32, file.length)] = (byte) random.nextInt();
            }
            refusedOrWalked(file, random.nextInt(1, 300));
        }
    }

    @Test
    void inventedBoxesBreakNothingElse() {
        Random random = new Random(2);
        for (int i = 0; i < FILES; i++) {
            byte[] file = Boxes.ftyp();
            for (int boxes = random.nextInt(1, 12); boxes > 0; boxes--) {
                byte[] payload = new byte[random.nextInt(40)];
                random.nextBytes(payload);
                file = all(
                        file,
                        ints(SIZES[random.nextInt(SIZES.length)]),
                        TYPES[random.nextInt(TYPES.length)].getBytes(ISO_8859_1),
                        payload);
            }
            refusedOrWalked(file, random.nextInt(1, 300));
        }
    }

    /** Each box costs a header and nothing that stays. */
    @Test
    void aMillionEmptyBoxesAreWalkedOver() throws BrokenMp4Exception {
        byte[] empty = box("free");
        byte[] track = box("trak");
        Mp4Walker walker = new Mp4Walker();
        byte[] film = Boxes.film(1);
        walker.feed(film, 0, film.length);
        for (int i = 0; i < 1_000_000; i++) {
            walker.feed(empty, 0, empty.length);
            walker.feed(track, 0, track.length);
        }
        assertThat(walker.end(true).duration()).isEqualTo(Duration.ofSeconds(5));
    }

    private static void refusedOrWalked(byte[] file, int piece) {
        assertThatCode(() -> {
                    try {
                        assertThat(Walks.inPieces(file, piece).bytes()).isEqualTo(file.length);
                    } catch (BrokenMp4Exception e) {
                        assertThat(e.getMessage()).matches("[ -~]+");
                    }
                })
                .doesNotThrowAnyException();
    }
}
