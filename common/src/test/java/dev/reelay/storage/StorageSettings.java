package dev.reelay.storage;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The configuration of a test. */
record StorageSettings(
        Optional<URI> endpoint,
        boolean pathStyle,
        Optional<String> accessKey,
        Optional<String> secretKey,
        Optional<URI> publicEndpoint)
        implements StorageConfig {
    static final String ACCESS = "local";
    static final String SECRET = "not-to-be-read";

    StorageSettings(
            Optional<URI> endpoint, boolean pathStyle, Optional<String> secretKey, Optional<URI> publicEndpoint) {
        this(endpoint, pathStyle, Optional.of(ACCESS), secretKey, publicEndpoint);
    }

    static StorageSettings of(URI endpoint) {
        return new StorageSettings(Optional.of(endpoint), true, Optional.of(SECRET), Optional.empty());
    }

    @Override
    public String region() {
        return "eu-central-1";
    }

    @Override
    public String bucket() {
        return "results";
    }

    @Override
    public Optional<String> kmsKeyId() {
        return Optional.empty();
    }

    @Override
    public Optional<String> storageClass() {
        return Optional.empty();
    }

    @Override
    public Optional<List<String>> tags() {
        return Optional.empty();
    }

    @Override
    public Duration linkLifetime() {
        return Duration.ofHours(1);
    }

    @Override
    public Duration callTimeout() {
        return Duration.ofSeconds(20);
    }

    @Override
    public int connections() {
        return 8;
    }
}
