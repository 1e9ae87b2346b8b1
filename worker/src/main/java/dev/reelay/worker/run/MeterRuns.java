package dev.reelay.worker.run;

import dev.reelay.catalog.Catalog;
import dev.reelay.meter.Latency;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What became of this worker's attempts, and how long each part took that is not the provider's. The ids are UUIDv7 and so
 * tell when the request was accepted and when the attempt was claimed.
 */
@Singleton
class MeterRuns {
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final Latency queued;
    private final Latency added;

    /** How long the provider had what is being copied. */
    private final Map<UUID, Duration> rendered = new ConcurrentHashMap<>();

    MeterRuns(Catalog catalog, MeterRegistry meters, InstantSource clock) {
        this.meters = meters;
        this.clock = clock;
        this.queued = new Latency(meters, "reelay.request.queue", "from acceptance to the claim of the first attempt");
        this.added = new Latency(meters, "reelay.request.added", "from the claim to the end, less the provider's part");
        // What rises from nothing to one is seen to rise.
        catalog.providers().forEach(provider -> ended(provider.name(), "unknown"));
    }

    void kept(Work work, Stage stage) {
        switch (stage) {
            case Stage.AtProvider accepted -> accepted(work);
            case Stage.Rendered done -> rendered(work, done.acceptedAt());
            case Stage.Delivered done -> {
                // A blocking answer is the bytes themselves: what the copy added cannot be told from the render.
            }
            case Stage.Unknown unknown -> ended(work.provider(), "unknown").increment();
            case Stage.Stored stored -> stored(work);
            case Stage.NotSent notSent -> ended(work.provider(), "not_sent").increment();
            case Stage.Refused refused -> ended(work.provider(), "refused").increment();
            case Stage.Failed failed -> ended(work.provider(), "failed").increment();
            case Stage.GivenUp givenUp -> ended(work.provider(), "given_up").increment();
            case Stage.Cancelled cancelled ->
                ended(work.provider(), "cancelled").increment();
            case Stage.Claimed claimed -> {}
            case Stage.InDoubt doubt -> {}
            case Stage.Doubtful doubt -> {}
            case Stage.Arriving arriving -> {}
            case Stage.Forgotten forgotten -> {}
            case Stage.Dropped dropped -> {}
        }
    }

    /** It runs here no more, whatever it has come to. */
    void left(UUID attempt) {
        rendered.remove(attempt);
    }

    private void accepted(Work work) {
        if (work.number() == 1) {
            queued.took(
                    Duration.between(timeOf(work.generationId()), timeOf(work.attemptId())),
                    "provider",
                    work.provider());
        }
    }

    private void rendered(Work work, Instant acceptedAt) {
        rendered.put(work.attemptId(), Duration.between(acceptedAt, clock.instant()));
    }

    private void stored(Work work) {
        ended(work.provider(), "stored").increment();
        Duration provider = rendered.remove(work.attemptId());
        if (provider != null) {
            Duration all = Duration.between(timeOf(work.attemptId()), clock.instant());
            added.took(all.minus(provider), "provider", work.provider());
        }
    }

    private Counter ended(String provider, String outcome) {
        return Counter.builder("reelay.attempts.ended")
                .description("attempts by what they have come to")
                .tag("provider", provider)
                .tag("outcome", outcome)
                .register(meters);
    }

    private static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
