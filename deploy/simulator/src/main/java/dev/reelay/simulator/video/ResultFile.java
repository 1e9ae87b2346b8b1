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
    private static final long NARROW = 0xFFFF_FFFFL;

    private final ByteBuf clip;
    private final String name;
    private final long free;
    private final Instant modified;

    private ResultFile(ByteBuf clip, String name, long wanted, Instant modified) {
        this.clip = clip;
        this.name = name;
        this.free = Math.max(8L + text(name).length, wanted - clip.readableBytes());
        this.modified = modified;
    }

    /** The result of the named job: the shot, stretched to {@code bytes} if that is more than the clip needs. */
    public static ResultFile of(ClipLibrary library, Shot shot, String name, long bytes, Instant modified) {
        return new ResultFile(library.clip(shot), name, bytes, modified);
    }

    /** The same video with other padding and another tag, as a provider would have it that renders on each fetch. */
    public ResultFile changed(String name) {
        return new ResultFile(clip, name, size(), modified);
    }

    /** As many bytes of which none is a video. */
    public ResultFile garbage() {
        return new ResultFile(Padding.slice(1, 64), name, size(), modified);
    }

    /** At most {@code most} bytes from this position on, without copying; at least one. */
    public ByteBuf slice(long position, long most) {
        long inBox = position - clip.readableBytes();
        if (inBox < 0) {
            return clip.slice(Math.toIntExact(position), Math.toIntExact(Math.min(most, -inBox)));
        }
        ByteBuf box = box();
        long inPadding = inBox - box.readableBytes();
        if (inPadding < 0) {
            return box.slice(Math.toIntExact(inBox), Math.toIntExact(Math.min(most, -inPadding)));
        }
        return Padding.slice(inPadding + Math.floorMod(name.hashCode(), Padding.PERIOD), most);
    }

    public long size() {
        return clip.readableBytes() + free;
    }

    /** A strong validator. */
    public String etag() {
        return "\"" + Integer.toHexString(name.hashCode()) + "-" + Long.toHexString(size()) + "-"
                + Long.toHexString(modified.toEpochMilli()) + "\"";
    }

    public Instant modified() {
        return modified;
    }

    /** Reads the whole file through a digest; for a file of gigabytes this takes seconds. */
    public String sha256() {
        MessageDigest digest = Sha256.digest();
        for (long at = 0; at < size(); ) {
            ByteBuf slice = slice(at, Math.min(size() - at, Padding.PERIOD));
            digest.update(slice.nioBuffer());
            at += slice.readableBytes();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    // Made on each look: looks are few, and a million results wait to be looked at.
    private ByteBuf box() {
        byte[] text = text(name);
        ByteBuf header = Unpooled.buffer(16 + text.length);
        header.writeInt(free > NARROW ? 1 : (int) free).writeBytes("free".getBytes(StandardCharsets.US_ASCII));
        if (free > NARROW) {
            header.writeLong(free);
        }
        return Unpooled.unreleasableBuffer(header.writeBytes(text));
    }

    private static byte[] text(String name) {
        return ("reelay simulator " + name + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
