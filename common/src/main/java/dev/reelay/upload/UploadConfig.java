package dev.reelay.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;

/** What may be uploaded. */
@ConfigMapping(prefix = "reelay.upload")
public interface UploadConfig {
    /** Bytes of an image. */
    @WithDefault("20971520")
    @Positive
    int mostBytes();
}
