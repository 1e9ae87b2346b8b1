package dev.reelay.log;

import dev.reelay.setting.YesOrNo;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** How the log is written to the console. */
@ConfigMapping(prefix = "reelay.log")
public interface LogConfig {
    /** Whether each line is a JSON object, with the line's keys as fields, instead of text. */
    @WithDefault("false")
    @WithConverter(YesOrNo.class)
    boolean json();
}
