package dev.reelay.api.caller;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The first tenant and its key, made at start when both are set. */
@ConfigMapping(prefix = "reelay.bootstrap")
public interface BootstrapConfig {
    /** The tenant's name. */
    Optional<String> tenant();

    /** Its key in clear: {@code rl_} and 43 characters of base64url. */
    Optional<String> apiKey();

    /** The {@code s3://bucket/prefix/} that its requests may name as inputs; taken when the tenant is made. */
    Optional<List<String>> inputPrefixes();
}
