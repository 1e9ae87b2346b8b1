package dev.reelay.catalog;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where definitions lie beside those that come with Reelay. */
@ConfigMapping(prefix = "reelay.catalog")
public interface CatalogConfig {
    /** A folder of the operator's own definitions, which add to the bundled ones or override them. */
    Optional<Path> folder();
}
