package dev.reelay.simulator.video;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.SplittableRandom;

/**
 * Pseudo-random bytes without end, read from one small block that all results share. The period is a prime, so that
 * parts of a usual size never look alike and a copy that swaps or repeats them has another checksum.
 */
final class Padding {
    static final int PERIOD = 1_048_573;

    private static final ByteBuf BLOCK = block();

    private Padding() {}

    /** At most {@code most} bytes from this position on, without copying; at least one. */
    static ByteBuf slice(long position, long most) {
        int at = Math.toIntExact(position % PERIOD);
        return BLOCK.slice(at, Math.toIntExact(Math.min(most, PERIOD - at)));
    }

    private static ByteBuf block() {
        byte[] bytes = new byte[PERIOD];
        new SplittableRandom(0x5EEDL).nextBytes(bytes);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(PERIOD).writeBytes(bytes).asReadOnly());
    }
}
