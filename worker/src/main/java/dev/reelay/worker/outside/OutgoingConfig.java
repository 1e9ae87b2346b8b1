package dev.reelay.worker.outside;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Limits of the way out that are the same for every call. */
@ConfigMapping(prefix = "reelay.outgoing")
public interface OutgoingConfig {
    /** How long a name server may take. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration nameTimeout();

    /** How long a call waits for room in the pool of connections. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration poolTimeout();

    /** How long one address may take to accept a connection. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration connectTimeout();

    /** How long each step of the TLS handshake may take. */
    @WithDefault("5s")
    @DurationMin(nanos = 1)
    Duration tlsTimeout();

    /** Connections open at once, to all hosts together. */
    @WithDefault("1000")
    @Positive
    int connections();

    /** Connections open at once to one address of one host. */
    @WithDefault("200")
    @Positive
    int connectionsPerHost();
}
