package dev.reelay.secret;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** The installation's own keys, the same for all its processes. They are never in the database. */
@ConfigMapping(prefix = "reelay.secrets")
public interface SecretsConfig {
    /** 32 random bytes in base64 or base64url, as {@code openssl rand -base64 32} makes them; without it there are no webhooks. */
    Optional<String> key();

    /** Keys of before, separated by commas, for what was sealed with them. */
    Optional<List<String>> formerKeys();
}
