package dev.reelay.worker.webhook;

import dev.reelay.outside.AddressGuard;
import dev.reelay.worker.outside.HostResolver;
import dev.reelay.worker.outside.OutgoingConfig;
import dev.reelay.worker.outside.OutgoingHttp;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Deliveries have connections of their own, as many as there are tries at once, to whatever host: a try never waits for one,
 * and never takes one from a call to a provider.
 */
final class WebhookConnections {
    @Produces
    @Singleton
    @ForWebhooks
    OutgoingHttp outgoing(AddressGuard guard, OutgoingConfig usual, WebhookConfig config) {
        return new OutgoingHttp(guard, HostResolver.SYSTEM, new Limits(usual, config.parallel()));
    }

    void close(@Disposes @ForWebhooks OutgoingHttp outgoing) {
        outgoing.close();
    }

    private record Limits(OutgoingConfig usual, int connections) implements OutgoingConfig {
        @Override
        public Duration nameTimeout() {
            return usual.nameTimeout();
        }

        @Override
        public Duration poolTimeout() {
            return usual.poolTimeout();
        }

        @Override
        public Duration connectTimeout() {
            return usual.connectTimeout();
        }

        @Override
        public Duration tlsTimeout() {
            return usual.tlsTimeout();
        }

        @Override
        public int connectionsPerHost() {
            return connections;
        }
    }
}
