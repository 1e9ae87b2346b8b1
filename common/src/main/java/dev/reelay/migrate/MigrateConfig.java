package dev.reelay.migrate;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The database roles that the command {@code migrate} makes and keeps; without names it only makes the schema. */
@ConfigMapping(prefix = "reelay.migrate")
public interface MigrateConfig {
    /** What the api connects as. */
    Optional<String> apiRole();

    /** Its password; without one the role is left as it is, or can log in by other means only. */
    Optional<String> apiPassword();

    /** What the workers connect as. */
    Optional<String> workerRole();

    /** Its password. */
    Optional<String> workerPassword();
}
