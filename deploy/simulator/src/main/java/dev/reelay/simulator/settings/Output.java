package dev.reelay.simulator.settings;

import java.time.Duration;
import java.util.function.Function;

/** How large a video is, how long its link works, and what the link answers afterwards. */
public record Output(ByteSize size, Duration linkLifetime, int expiredStatus) {
    static Output of(Function<Setting, String> value) {
        return new Output(
                ByteSize.parse(value.apply(Setting.RESULT_SIZE)),
                Span.duration(value.apply(Setting.LINK_LIFETIME)),
                Integer.parseInt(value.apply(Setting.EXPIRED_LINK_STATUS)));
    }
}
