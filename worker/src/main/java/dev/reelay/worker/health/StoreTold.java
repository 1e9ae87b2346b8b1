package dev.reelay.worker.health;

import dev.reelay.worker.storage.StoreResult;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells what the copies see of the store. Never down: rendered results wait for it, and all else goes on. */
@Readiness
@ApplicationScoped
class StoreTold implements HealthCheck {
    private final StoreResult copies;

    StoreTold(StoreResult copies) {
        this.copies = copies;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("store of the results, told only")
                .up()
                .withData("trouble", copies.trouble().orElse("none seen"))
                .build();
    }
}
