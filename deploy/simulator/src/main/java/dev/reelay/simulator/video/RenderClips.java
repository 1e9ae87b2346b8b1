package dev.reelay.simulator.video;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.jcodec.api.SequenceEncoder;
import org.jcodec.common.Codec;
import org.jcodec.common.Format;
import org.jcodec.common.io.NIOUtils;
import org.jcodec.common.io.SeekableByteChannel;
import org.jcodec.common.model.ColorSpace;
import org.jcodec.common.model.Picture;
import org.jcodec.common.model.Rational;

/**
 * Renders the clips that ship in the jar: a bright block that wanders over a dark ground, H.264 in MP4. It is run by
 * hand, with the folder to write to, when the clips are to change; nothing is rendered at run time.
 */
final class RenderClips {
    private static final int FRAMES = 4;
    private static final int[][] SIZES = {{960, 540}, {540, 960}, {1280, 720}, {720, 1280}, {1920, 1080}, {1080, 1920}};
    private static final int[] GROUND = {20, 40, 90};
    private static final int[] BLOCK = {230, 180, 40};

    private RenderClips() {}

    public static void main(String[] arguments) throws IOException {
        for (int[] size : SIZES) {
            Path raw = Files.createTempFile("clip", ".mp4");
            render(raw, size[0], size[1]);
            Path packed = Path.of(arguments[0], "clip-" + size[0] + "x" + size[1] + ".mp4.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
                Files.copy(raw, out);
            }
            Files.delete(raw);
        }
    }

    static void render(Path file, int width, int height) throws IOException {
        try (SeekableByteChannel out = NIOUtils.writableChannel(file.toFile())) {
            SequenceEncoder encoder = new SequenceEncoder(out, Rational.R(1, 1), Format.MOV, Codec.H264, null);
            for (int frame = 0; frame < FRAMES; frame++) {
                encoder.encodeNativeFrame(frame(width, height, frame));
            }
            encoder.finish();
        }
    }

    private static Picture frame(int width, int height, int number) {
        Picture picture = Picture.create(width, height, ColorSpace.RGB);
        byte[] pixels = picture.getPlaneData(0);
        int side = Math.min(width, height) / 4;
        int left = (width - side) * number / (FRAMES - 1);
        int top = (height - side) / 2;
        for (int i = 0; i < width * height; i++) {
            int x = i % width - left;
            int y = i / width - top;
            int[] color = x >= 0 && x < side && y >= 0 && y < side ? BLOCK : GROUND;
            for (int channel = 0; channel < 3; channel++) {
                // The encoder takes signed values.
                pixels[i * 3 + channel] = (byte) (color[channel] - 128);
            }
        }
        return picture;
    }
}
