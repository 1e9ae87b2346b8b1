package dev.reelay.worker.mp4;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds up how long the fragments of each track last. Gives no sum rather than a wrong one. */
final class Fragments {
    private static final int RUN_TELLS_EACH = 0x100;

    private final Map<Long, Long> usual = new HashMap<>();
    private final Map<Long, Long> sums = new HashMap<>();
    private long track;
    private long sample;
    private boolean uncounted;

    void header(String type, HeaderBytes bytes) {
        switch (type) {
            case "trex" -> usual(bytes);
            case "tfhd" -> fragmentHeader(bytes);
            case "trun" -> run(bytes);
            default -> {}
        }
    }

    @Nullable
    Duration duration(List<Track> tracks) {
        if (uncounted) {
            return null;
        }
        return tracks.stream()
                .map(each -> MovieTime.of(sums.getOrDefault(each.id(), 0L), each.timescale()))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private void usual(HeaderBytes bytes) {
        if (usual.size() < Movie.MOST_TRACKS) {
            usual.put(bytes.unsigned32(4), bytes.unsigned32(12));
        }
    }

    private void fragmentHeader(HeaderBytes bytes) {
        int flags = bytes.flags();
        track = bytes.unsigned32(4);
        int at = 8 + ((flags & 0x1) != 0 ? 8 : 0) + ((flags & 0x2) != 0 ? 4 : 0);
        sample = (flags & 0x8) != 0 ? bytes.unsigned32(at) : usual.getOrDefault(track, 0L);
    }

    private void run(HeaderBytes bytes) {
        int flags = bytes.flags();
        long count = bytes.unsigned32(4);
        if ((flags & RUN_TELLS_EACH) == 0) {
            add(count * sample);
            return;
        }
        int at = 8 + ((flags & 0x1) != 0 ? 4 : 0) + ((flags & 0x4) != 0 ? 4 : 0);
        int stride = Integer.bitCount(flags & 0xf00) * Integer.BYTES;
        if (at + count * stride > bytes.length()) {
            uncounted = true;
            return;
        }
        for (int i = 0; i < count; i++) {
            add(bytes.unsigned32(at + i * stride));
        }
    }

    private void add(long units) {
        if (sums.containsKey(track) || sums.size() < Movie.MOST_TRACKS) {
            sums.merge(track, units, Long::sum);
        }
    }
}
