package dev.reelay.log;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the log is written to the console. */
@ConfigMapping(prefix = "reelay.log")
public interface LogConfig {
    /** Whether each line is a JSON object, with the line's keys as fields, instead of text. */
    @WithDefault("false")
    boolean json();
}
