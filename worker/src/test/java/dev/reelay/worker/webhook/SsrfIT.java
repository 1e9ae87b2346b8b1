package dev.reelay.worker.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.outside.AddressGuard;
import dev.reelay.webhook.EndpointDraft;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.testing.FreshDatabase;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tricks that make others fetch what they should not. Each is stored as if the check at acceptance had let it pass, and
 * the delivery must not reach what listens on this machine, by IPv4 and by IPv6.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SsrfIT {
    private final AtomicInteger lookUps = new AtomicInteger();
    private FreshDatabase fresh;
    private Receiver target;
    private Receiver door;
    private OutgoingHttp http;
    private Subscriptions subscriptions;

    @BeforeAll
    void open() throws Exception {
        fresh = FreshDatabase.create();
        target = Receiver.start();
        door = Receiver.start();
        http = Outside.guarded(
                new AddressGuard(Set.of("http://door.test:" + door.port()), Set.of(443, 8443, target.port()), true),
                this::resolve);
        subscriptions = new Subscriptions(fresh.database());
    }

    @AfterAll
    void close() {
        http.close();
        door.close();
        target.close();
        fresh.close();
    }

    @ParameterizedTest
    @MethodSource("dev.reelay.worker.webhook.SsrfTricks#all")
    void theTargetIsNotReached(String trick) {
        String url = trick.replace("PORT", String.valueOf(target.port())).replace("DOOR", String.valueOf(door.port()));
        door.always(
                post -> new Receiver.Answer(307, Map.of("Location", "http://127.0.0.1:" + target.port() + "/"), ""));
        Engine engine = new Engine(fresh.database(), http, Map.of("reelay.webhooks.timeout", "2s"));
        URI harmless = URI.create("https://example.com/");
        var made = subscriptions
                .endpoints()
                .create(subscriptions.tenant(), new EndpointDraft(harmless, null, null, null, List.of(60), null))
                .orElseThrow();
        fresh.database()
                .update(
                        "update webhook_endpoint set url = ? where id = ?",
                        url,
                        made.endpoint().id());
        subscriptions.happen(1);
        Due due = engine.claimed(1).getFirst();

        Tried tried = engine.post(due);

        assertThat(tried.delivered()).isFalse();
        assertThat(tried.error()).isNotBlank();
        assertThat(target.posted()).isEmpty();
        subscriptions.endpoints().delete(subscriptions.tenant(), made.endpoint().id());
    }

    /** Names as an attacker's name server tells them; one changes its answer from one look-up to the next. */
    private List<InetAddress> resolve(String host) throws UnknownHostException {
        return switch (host) {
            case "door.test", "loop.example.com" -> List.of(InetAddress.ofLiteral("127.0.0.1"));
            case "loop6.example.com" -> List.of(InetAddress.ofLiteral("::1"));
            case "mapped.example.com" -> List.of(InetAddress.ofLiteral("::ffff:127.0.0.1"));
            case "meta.example.com" -> List.of(InetAddress.ofLiteral("169.254.169.254"));
            case "many.example.com" -> List.of(InetAddress.ofLiteral("10.0.0.1"), InetAddress.ofLiteral("127.0.0.1"));
            case "changing.example.com" ->
                List.of(InetAddress.ofLiteral(lookUps.getAndIncrement() % 2 == 0 ? "192.88.99.1" : "127.0.0.1"));
            default -> throw new UnknownHostException(host);
        };
    }
}
