package dev.reelay.simulator.protocol;

import dev.reelay.simulator.studio.Job;
import io.vertx.core.Vertx;

/** Sends news of ended jobs to the callers that asked for it. */
final class Notifier {
    Notifier(Vertx vertx, ProviderProtocol provider, Floor floor) {}

    void watch(Job job) {}
}
