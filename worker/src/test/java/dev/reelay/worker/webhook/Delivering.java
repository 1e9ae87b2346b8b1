package dev.reelay.worker.webhook;

import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.testing.FreshDatabase;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** One worker's deliveries, not started yet, from a database of the test's own to one receiver. */
abstract class Delivering {
    FreshDatabase fresh;
    Receiver receiver;
    OutgoingHttp http;
    Subscriptions subscriptions;
    Engine engine;

    @BeforeEach
    void open() throws Exception {
        fresh = FreshDatabase.create();
        receiver = Receiver.start();
        http = Outside.client(receiver.port());
        subscriptions = new Subscriptions(fresh.database());
        engine = new Engine(fresh.database(), http, Map.of());
    }

    @AfterEach
    void close() {
        engine.close();
        http.close();
        receiver.close();
        fresh.close();
    }

    static void awaited(ThrowingRunnable assertion) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(30))
                .untilAsserted(assertion);
    }
}
