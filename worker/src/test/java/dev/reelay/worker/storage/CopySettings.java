package dev.reelay.worker.storage;

import dev.reelay.storage.StorageConfig;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of a test: short waits, and a store on loopback. */
record CopySettings(URI store, int parallel, long largestBytes, Duration idle, Duration longest) implements CopyConfig {
    static final String BUCKET = "results";
    static final String ACCESS = "local";
    static final String SECRET = "not-to-be-read";

    static CopySettings at(URI store) {
        return new CopySettings(store, 8, 5L << 30, Duration.ofSeconds(20), Duration.ofMinutes(2));
    }

    CopySettings parallel(int copies) {
        return new CopySettings(store, copies, largestBytes, idle, longest);
    }

    CopySettings largest(long bytes) {
        return new CopySettings(store, parallel, bytes, idle, longest);
    }

    CopySettings idle(Duration limit) {
        return new CopySettings(store, parallel, largestBytes, limit, longest);
    }

    CopySettings longest(Duration limit) {
        return new CopySettings(store, parallel, largestBytes, idle, limit);
    }

    @Override
    public MemorySize largest() {
        return new MemorySize(BigInteger.valueOf(largestBytes));
    }

    @Override
    public int resumes() {
        return 3;
    }

    @Override
    public Duration resumeAfter() {
        return Duration.ofMillis(1);
    }

    StorageConfig storage() {
        return new Storage(store, SECRET, Kept.AS_THE_BUCKET_SAYS);
    }

    /** The bucket, with a secret that the store does not know. */
    StorageConfig storageOfAStranger() {
        return new Storage(store, "not-the-right-secret", Kept.AS_THE_BUCKET_SAYS);
    }

    /** The bucket, with wishes how objects are to be kept. */
    StorageConfig storage(Kept kept) {
        return new Storage(store, SECRET, kept);
    }

    /** How objects are to be kept. */
    record Kept(Optional<String> kmsKeyId, Optional<String> storageClass, Optional<List<String>> tags) {
        static final Kept AS_THE_BUCKET_SAYS = new Kept(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The bucket of the tests. */
    private record Storage(URI at, String secret, Kept kept) implements StorageConfig {
        @Override
        public Optional<URI> endpoint() {
            return Optional.of(at);
        }

        @Override
        public String region() {
            return "eu-central-1";
        }

        @Override
        public String bucket() {
            return BUCKET;
        }

        @Override
        public boolean pathStyle() {
            return true;
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of(ACCESS);
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of(secret);
        }

        @Override
        public Optional<String> kmsKeyId() {
            return kept.kmsKeyId();
        }

        @Override
        public Optional<String> storageClass() {
            return kept.storageClass();
        }

        @Override
        public Optional<List<String>> tags() {
            return kept.tags();
        }

        @Override
        public Optional<URI> publicEndpoint() {
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
            return 64;
        }
    }
}
