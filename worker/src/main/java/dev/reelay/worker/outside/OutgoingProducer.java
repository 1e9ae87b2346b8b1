package dev.reelay.worker.outside;

import dev.reelay.outside.AddressGuard;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one outgoing client of the process, and closes it at the end. */
final class OutgoingProducer {
    @Produces
    @Singleton
    OutgoingHttp outgoing(AddressGuard guard, OutgoingConfig config) {
        return new OutgoingHttp(guard, HostResolver.SYSTEM, config);
    }

    void close(@Disposes OutgoingHttp outgoing) {
        outgoing.close();
    }
}
