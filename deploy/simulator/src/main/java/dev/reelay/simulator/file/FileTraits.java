package dev.reelay.simulator.file;

import dev.reelay.simulator.fault.FaultOrder;
import dev.reelay.simulator.video.ResultFile;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How a file presents itself: its content, the size and type it claims, whether it honours ranges, its validators. */
record FileTraits(ResultFile file, long size, String type, boolean ranges, Tag tag) {
    /** The kind of ETag. */
    enum Tag {
        STRONG,
        WEAK,
        NONE
    }

    static FileTraits of(ResultFile file, @Nullable FaultOrder order) {
        FileTraits honest = new FileTraits(file, file.size(), "video/mp4", true, Tag.STRONG);
        return order == null
                ? honest
                : switch (order.fault().effect()) {
                    case TRUNCATED -> honest.sized(Math.min(file.size(), order.amountOr(file.size() / 2)));
                    case ZERO_BYTES -> honest.sized(0);
                    case WRONG_TYPE -> new FileTraits(file, file.size(), "image/jpeg", true, Tag.STRONG);
                    case NO_RANGE -> new FileTraits(file, file.size(), "video/mp4", false, Tag.STRONG);
                    case NO_VALIDATORS -> new FileTraits(file, file.size(), "video/mp4", true, Tag.NONE);
                    case WEAK_ETAG -> new FileTraits(file, file.size(), "video/mp4", true, Tag.WEAK);
                    case CHANGES -> of(file.changed(UUID.randomUUID().toString()), null);
                    case GARBAGE -> of(file.garbage(), null);
                    default -> honest;
                };
    }

    private FileTraits sized(long bytes) {
        return new FileTraits(file, bytes, type, ranges, tag);
    }
}
