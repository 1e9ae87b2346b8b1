package dev.reelay.simulator.video;

import dev.reelay.simulator.catalog.Shot;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * The bytes of one result, of any size, made as they are read: a clip, then a {@code free} box that carries the job's
 * id and padding. A player sees the clip; the checksum is the job's own. Takes a few hundred bytes of memory.
 */
public final class ResultFile {
    private final ByteBuf clip;
    private final ByteBuf box;
    private final long size;
    private final long shift;
    private final String etag;
    private final Instant modified;

    private ResultFile(ByteBuf clip, String name, long wanted, Instant modified) {
        byte[] text = ("reelay simulator " + name + "\n").getBytes(StandardCharsets.US_ASCII);
        long free = Math.max(8L + text.length, wanted - clip.readableBytes());
        boolean large = free > 0xFFFF_FFFFL;
        this.clip = clip;
        this.box = Unpooled.unreleasableBuffer(header(free, large, text));
        this.size = clip.readableBytes() + free;
        this.shift = Math.floorMod(name.hashCode(), Padding.PERIOD);
        this.etag = "\"" + Integer.toHexString(name.hashCode()) + "-" + Long.toHexString(size) + "-"
                + Long.toHexString(modified.toEpochMilli()) + "\"";
        this.modified = modified;
    }

    /** The result of the named job: the shot, stretched to {@code bytes} if that is more than the clip needs. */
    public static ResultFile of(ClipLibrary library, Shot shot, String name, long bytes, Instant modified) {
        return new ResultFile(library.clip(shot), name, bytes, modified);
    }

    /** The same video with other padding and another tag, as a provider would have it that renders on each fetch. */
    public ResultFile changed(String name) {
        return new ResultFile(clip, name, size, modified);
    }

    /** As many bytes of which none is a video. */
    public ResultFile garbage() {
        return new ResultFile(Padding.slice(1, 64), etag, size, modified);
    }

    /** At most {@code most} bytes from this position on, without copying; at least one. */
    public ByteBuf slice(long position, long most) {
        long inBox = position - clip.readableBytes();
        if (inBox < 0) {
            return clip.slice(Math.toIntExact(position), Math.toIntExact(Math.min(most, -inBox)));
        }
        long inPadding = inBox - box.readableBytes();
        if (inPadding < 0) {
            return box.slice(Math.toIntExact(inBox), Math.toIntExact(Math.min(most, -inPadding)));
        }
        return Padding.slice(inPadding + shift, most);
    }

    public long size() {
        return size;
    }

    /** A strong validator. */
    public String etag() {
        return etag;
    }

    public Instant modified() {
        return modified;
    }

    /** Reads the whole file through a digest; for a file of gigabytes this takes seconds. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        for (long at = 0; at < size; ) {
            ByteBuf slice = slice(at, Math.min(size - at, Padding.PERIOD));
            digest.update(slice.nioBuffer());
            at += slice.readableBytes();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static ByteBuf header(long free, boolean large, byte[] text) {
        ByteBuf header = Unpooled.buffer(16 + text.length);
        header.writeInt(large ? 1 : (int) free).writeBytes("free".getBytes(StandardCharsets.US_ASCII));
        if (large) {
            header.writeLong(free);
        }
        return header.writeBytes(text);
    }
}
