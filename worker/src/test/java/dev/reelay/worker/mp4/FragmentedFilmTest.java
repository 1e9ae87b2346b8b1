package dev.reelay.worker.mp4;

import static dev.reelay.worker.mp4.Boxes.all;
import static dev.reelay.worker.mp4.Boxes.box;
import static dev.reelay.worker.mp4.Boxes.ftyp;
import static dev.reelay.worker.mp4.Boxes.ints;
import static dev.reelay.worker.mp4.Boxes.mvhd;
import static dev.reelay.worker.mp4.Boxes.track;
import static dev.reelay.worker.mp4.Walks.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FragmentedFilmTest {
    private static final byte[] MEDIA = box("mdat", new byte[12]);
    private static final byte[] USUAL_SAMPLES = box("trun", ints(0, 25));

    @Test
    void theFragmentsAddUpToTheDuration() throws BrokenMp4Exception {
        byte[] film = all(start(new byte[0]), fragment(USUAL_SAMPLES), MEDIA, fragment(USUAL_SAMPLES), MEDIA);
        assertThat(walk(film)).isEqualTo(new Mp4Facts(film.length, Duration.ofSeconds(2), 640, 360));
    }

    @Test
    void samplesMayTellTheirOwnDurations() throws BrokenMp4Exception {
        byte[] told = box("trun", ints(0x000301, 3, 0, 100, 9, 200, 9, 300, 9));
        assertThat(walk(all(start(new byte[0]), fragment(told), MEDIA)).duration())
                .isEqualTo(Duration.ofMillis(600));
    }

    @Test
    void theHeaderMayTellTheDurationOfAllFragments() throws BrokenMp4Exception {
        byte[] film = all(start(box("mehd", ints(0, 7000))), fragment(USUAL_SAMPLES), MEDIA);
        assertThat(walk(film).duration()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void aHeaderThatTellsNoDurationLeavesItToTheFragments() throws BrokenMp4Exception {
        byte[] film = all(start(box("mehd", ints(0, 0))), fragment(USUAL_SAMPLES), MEDIA);
        assertThat(walk(film).duration()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aRunThatClaimsMoreSamplesThanItHasGivesNoDuration() throws BrokenMp4Exception {
        byte[] liar = box("trun", ints(0x000100, -1, 100));
        assertThat(walk(all(start(new byte[0]), fragment(liar), MEDIA)).duration())
                .isNull();
    }

    @Test
    void anEndBetweenTwoFragmentsMustBeProven() throws BrokenMp4Exception {
        byte[] film = all(start(new byte[0]), fragment(USUAL_SAMPLES), MEDIA);
        assertThatThrownBy(() -> Walks.unproven(film)).isInstanceOf(BrokenMp4Exception.class);
        byte[] closed = all(film, box("mfra", new byte[8]));
        assertThat(Walks.unproven(closed).bytes()).isEqualTo(closed.length);
    }

    @Test
    void aFragmentWithoutItsMediaIsACut() {
        byte[] film = all(start(new byte[0]), fragment(USUAL_SAMPLES), MEDIA, fragment(USUAL_SAMPLES));
        assertThatThrownBy(() -> walk(film)).hasMessageContaining("last fragment has no media");
    }

    /** A header without a duration, whose samples last 40 of 1000 units unless a fragment says else. */
    private static byte[] start(byte[] whole) {
        byte[] usual = box("trex", ints(0, 1, 1, 40, 0, 0));
        return all(ftyp(), box("moov", mvhd(1000, 0), track(1, 640, 360, 0), box("mvex", whole, usual)));
    }

    private static byte[] fragment(byte[] run) {
        return box("moof", box("mfhd", ints(0, 1)), box("traf", box("tfhd", ints(0, 1)), run));
    }
}
