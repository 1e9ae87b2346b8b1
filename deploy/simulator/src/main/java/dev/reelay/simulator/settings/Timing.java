package dev.reelay.simulator.settings;

import java.time.Duration;
import java.util.function.Function;

/** How long a job waits, renders and is remembered. */
public record Timing(Span queue, int ahead, Span generation, Duration recordLifetime, Duration historyDelay) {
    static Timing of(Function<Setting, String> value) {
        return new Timing(
                Span.parse(value.apply(Setting.QUEUE_TIME)),
                Integer.parseInt(value.apply(Setting.QUEUE_AHEAD)),
                Span.parse(value.apply(Setting.GENERATION_TIME)),
                Span.duration(value.apply(Setting.RECORD_LIFETIME)),
                Span.duration(value.apply(Setting.HISTORY_DELAY)));
    }
}
