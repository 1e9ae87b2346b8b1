package dev.reelay.simulator.video;

import dev.reelay.simulator.catalog.Shot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/**
 * The clips that ship with the simulator, one for each picture size, stretched to the wanted duration. Each is unpacked
 * once and then shared by all results; nobody may write to it.
 */
public final class ClipLibrary {
    private final Map<String, ByteBuf> clips = new ConcurrentHashMap<>();

    /** The clip nearest to this shot: 540, 720 or 1080 lines, lying or upright, with the exact duration. */
    ByteBuf clip(Shot shot) {
        String size = size(shot);
        return clips.computeIfAbsent(
                size + "/" + shot.seconds(), key -> shared(Mp4Boxes.lasting(load(size), shot.seconds())));
    }

    static String size(Shot shot) {
        int lines = shot.lines() <= 540 ? 540 : shot.lines() <= 720 ? 720 : 1080;
        int other = lines * 16 / 9;
        return shot.upright() ? lines + "x" + other : other + "x" + lines;
    }

    private static ByteBuf shared(byte[] bytes) {
        // Direct, so that the socket takes it without a copy on the heap.
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    private static byte[] load(String size) {
        String name = "clip-" + size + ".mp4.gz";
        try (InputStream resource = ClipLibrary.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("the clip " + name + " is missing from the jar");
            }
            return new GZIPInputStream(resource).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the clip " + name + " cannot be read", e);
        }
    }
}
