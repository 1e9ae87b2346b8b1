package dev.reelay.worker.webhook;

import dev.reelay.database.Database;
import dev.reelay.event.CloudEvents;
import dev.reelay.event.EventsConfig;
import dev.reelay.secret.Sealer;
import dev.reelay.secret.SecretsConfig;
import dev.reelay.trace.Traces;
import dev.reelay.worker.outside.OutgoingHttp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The deliveries of one worker and nothing else of it. */
final class Engine implements AutoCloseable {
    static final Sealer SEALER = new Sealer(config(Map.of()).getConfigMapping(SecretsConfig.class));

    private final ClaimDue claims;
    private final PostEvent post;
    private final DeliverEvents deliver;

    Engine(Database database, OutgoingHttp http, Map<String, String> settings) {
        SmallRyeConfig config = config(settings);
        WebhookConfig webhooks = config.getConfigMapping(WebhookConfig.class);
        WebhookBody bodies = new WebhookBody(new CloudEvents(
                config.getConfigMapping(EventsConfig.class), Optional.of(URI.create("https://video.example.com/"))));
        claims = new ClaimDue(database, webhooks);
        post = new PostEvent(
                http, SEALER, bodies, (due, at) -> Optional.empty(), webhooks, InstantSource.system(), Traces.off());
        deliver = new DeliverEvents(
                claims,
                post,
                new KeepTries(database, webhooks, new RetryPlan(webhooks)),
                SEALER,
                webhooks,
                new SimpleMeterRegistry());
    }

    /** What a worker that has nothing under way claims. */
    List<Due> claimed(int most) {
        return claims.claim(most, new Lanes.Rooms(Map.of(), Map.of(), most));
    }

    Tried post(Due due) {
        return post.post(due);
    }

    Engine start() {
        deliver.started(new StartupEvent());
        return this;
    }

    void wake() {
        deliver.wake();
    }

    @Override
    public void close() {
        try {
            deliver.stopping(new ShutdownEvent());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(WebhookConfig.class)
                .withMapping(SecretsConfig.class)
                .withMapping(EventsConfig.class)
                .withDefaultValue("reelay.secrets.key", "k".repeat(43));
        settings.forEach(builder::withDefaultValue);
        return builder.build();
    }
}
