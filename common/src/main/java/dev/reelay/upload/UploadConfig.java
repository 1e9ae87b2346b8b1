package dev.reelay.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What may be uploaded. */
@ConfigMapping(prefix = "reelay.upload")
public interface UploadConfig {
    /** Bytes of an image. */
    @WithDefault("20971520")
    int mostBytes();
}
