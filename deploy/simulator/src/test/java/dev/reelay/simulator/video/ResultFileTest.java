package dev.reelay.simulator.video;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.simulator.catalog.Shot;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.jcodec.api.FrameGrab;
import org.jcodec.api.JCodecException;
import org.jcodec.common.io.ByteBufferSeekableByteChannel;
import org.jcodec.common.model.Picture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bytes of results, up to sizes that no test would want to download. */
class ResultFileTest {
    private static final Instant NOW = Instant.parse("2026-02-17T10:30:00Z");

    private final ClipLibrary library = new ClipLibrary();

    @ParameterizedTest
    @CsvSource({
        "540, 16, 9, 5, 960, 540",
        "540, 9, 16, 9, 540, 960",
        "720, 1280, 720, 10, 1280, 720",
        "720, 3, 4, 5, 720, 1280",
        "1080, 16, 9, 20, 1920, 1080",
        "2160, 9, 21, 6, 1080, 1920"
    })
    void aResultIsAPlayableVideoOfTheWantedDuration(int lines, int across, int down, int seconds, int width, int height)
            throws IOException, JCodecException {
        ResultFile file = ResultFile.of(library, new Shot(lines, across, down, seconds), "job", 0, NOW);

        FrameGrab grab = FrameGrab.createFrameGrab(ByteBufferSeekableByteChannel.readFromByteBuffer(bytes(file)));
        Picture picture = grab.getNativeFrame();

        assertThat(grab.getVideoTrack().getMeta().getTotalDuration()).isEqualTo(seconds);
        assertThat(grab.getVideoTrack().getMeta().getTotalFrames()).isEqualTo(4);
        assertThat(picture.getCroppedWidth()).isEqualTo(width);
        assertThat(picture.getCroppedHeight()).isEqualTo(height);
    }

    @Test
    void sizesBeyondFourGibibytesHaveAWideBox() {
        long size = 5L << 30;
        ResultFile file = ResultFile.of(library, new Shot(540, 16, 9, 5), "large", size, NOW);
        long clip = library.clip(new Shot(540, 16, 9, 5)).readableBytes();
        ByteBuf box = file.slice(clip, 16);

        assertThat(file.size()).isEqualTo(size);
        assertThat(box.getInt(0)).isEqualTo(1);
        assertThat(box.getLong(8)).isEqualTo(size - clip);
        assertThat(file.slice(size - 1, 100).readableBytes()).isPositive();
    }

    @Test
    void aSmallSizeIsTheBareClipWithItsName() {
        ResultFile file = ResultFile.of(library, new Shot(540, 16, 9, 5), "small", 0, NOW);

        assertThat(file.size()).isLessThan(80_000);
        assertThat(file.sha256())
                .isNotEqualTo(ResultFile.of(library, new Shot(540, 16, 9, 5), "other", 0, NOW)
                        .sha256());
    }

    @Test
    void noTwoPartsOfAUsualSizeAreAlike() {
        ResultFile file = ResultFile.of(library, new Shot(540, 16, 9, 5), "parts", 64L << 20, NOW);
        long part = 8L << 20;

        for (int i = 1; i < 7; i++) {
            assertThat(file.slice(i * part, 64)).isNotEqualTo(file.slice((i + 1) * part, 64));
        }
    }

    @Test
    void theShippedClipsAreWhatTheRendererRenders(@TempDir Path folder) throws IOException {
        Path rendered = folder.resolve("clip.mp4");
        RenderClips.render(rendered, 540, 960);

        try (InputStream shipped = ClipLibrary.class.getResourceAsStream("clip-540x960.mp4.gz")) {
            assertThat(shipped).isNotNull();
            // Boxes of the same sizes; the encoder writes the time of day into them.
            assertThat(new GZIPInputStream(shipped).readAllBytes().length).isEqualTo((int) Files.size(rendered));
        }
    }

    private static ByteBuffer bytes(ResultFile file) {
        ByteBuffer all = ByteBuffer.allocate((int) file.size());
        for (long at = 0; at < file.size(); at = all.position()) {
            all.put(file.slice(at, file.size() - at).nioBuffer());
        }
        return all.flip();
    }
}
