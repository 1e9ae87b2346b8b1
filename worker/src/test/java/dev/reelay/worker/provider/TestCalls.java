package dev.reelay.worker.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.worker.outside.OutgoingHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.InstantSource;

/** Calls to providers outside a running worker. */
public final class TestCalls {
    private TestCalls() {}

    public static ProviderCalls by(OutgoingHttp http, InstantSource clock) {
        return new ProviderCalls(
                http, new ObjectMapper(), clock, (provider, key, credits) -> {}, new SimpleMeterRegistry());
    }
}
