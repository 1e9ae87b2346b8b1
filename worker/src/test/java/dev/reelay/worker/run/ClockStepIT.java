package dev.reelay.worker.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.reelay.account.TestAccounts;
import dev.reelay.callback.TestCallbacks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.pace.TestTimes;
import dev.reelay.worker.provider.ProviderCalls;
import dev.reelay.worker.provider.TestCalls;
import dev.reelay.worker.testing.FreshDatabase;
import dev.reelay.worker.testing.Rows;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worker's clock steps while a provider has what was bought: the wait for it goes on, at about its pace. */
class ClockStepIT {
    private static final String OFFERING = "fal:fal-ai/luma-dream-machine/ray-2/image-to-video";
    private static final Duration LOOKS_SOON = Duration.ofSeconds(30);

    private final AtomicInteger looks = new AtomicInteger();
    private final AtomicInteger cancels = new AtomicInteger();
    private volatile int renders;
    private volatile int denials;
    private volatile int denial = 404;
    private volatile Duration step = Duration.ZERO;
    private final InstantSource clock = () -> InstantSource.system().instant().plus(step);
    private HttpServer server;
    private FreshDatabase fresh;
    private OutgoingHttp http;
    private RunConfig config;
    private Counterparts counterparts;
    private AwaitProvider awaitProvider;
    private Work work;

    @BeforeEach
    void begin() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        URI provider = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        fresh = FreshDatabase.create();
        http = Outside.reaching(provider);
        config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(RunConfig.class)
                .build()
                .getConfigMapping(RunConfig.class);
        Catalog catalog = CatalogLoader.load(null, Map.of("fal", provider));
        counterparts = new Counterparts(
                catalog, TestAccounts.at("fal", catalog, fresh.database()), TestCallbacks.off(catalog));
        ProviderCalls calls = TestCalls.by(http, clock);
        Progress progress = new Progress(fresh.database(), calls, new ObjectMapper());
        awaitProvider = new AwaitProvider(
                counterparts,
                calls,
                progress,
                config,
                clock,
                TestTimes.in(fresh.database()),
                new OutlastAbsence(counterparts, progress, config, clock));
        work = claimed();
    }

    private Work claimed() {
        Rows rows = new Rows(fresh.database());
        int account = fresh.database()
                .query("select id from account", row -> row.getInt(1))
                .getFirst();
        rows.waitingFor(rows.tenant("a", 1), 1, OFFERING);
        return Works.claim(fresh.database(), rows, account, 0).getFirst();
    }

    @AfterEach
    void close() {
        server.stop(0);
        http.close();
        fresh.close();
    }

    @Test
    void aStepForwardMakesNoLongDenialOfAShortOne() throws Exception {
        denials = 3;

        assertRendered(at(clock.instant()), config.notFoundFor().plusMinutes(1));

        assertThat(looks).as("denied, denied after the step, denied, rendered").hasValue(4);
    }

    @Test
    void aKeyThatIsUnknownToThePollsTakesItsAccountOut() throws Exception {
        denials = 3;
        denial = 401;

        assertRendered(at(clock.instant()), Duration.ZERO);

        assertThat(fresh.database().query("select out_reason from account", row -> row.getString(1)))
                .containsExactly("unauthorized");
    }

    @Test
    void aStepBackDoesNotPutOffTheFirstLook() throws Exception {
        Stage.AtProvider accepted = at(clock.instant());
        step = Duration.ofHours(-1);

        assertRendered(accepted, Duration.ofHours(-1));
    }

    @Test
    void aProviderThatWasAwayForLongerThanTheLongestRenderIsAskedOn() throws Exception {
        denials = 3;
        denial = 503;

        assertRendered(at(clock.instant().minus(Duration.ofDays(2))), Duration.ZERO);

        assertThat(looks).as("away three times, rendered").hasValue(4);
    }

    @Test
    void whatStillRendersAfterTheLongestRenderEndsItsRequestAndIsWaitedForAllTheSame() throws Exception {
        renders = 3;

        assertRendered(at(clock.instant().minus(Duration.ofHours(3))), Duration.ZERO);

        assertThat(looks).hasValue(4);
        assertThat(cancels).as("asked once to cancel").hasValue(1);
        assertThat(fresh.database()
                        .query("select state || ' ' || error_class from generation", row -> row.getString(1)))
                .containsExactly("FAILED timeout");
    }

    @Test
    void whatComesToNoVerdictForADayMoreIsGivenUp() throws Exception {
        renders = 3;

        assertThat(awaited(at(clock.instant().minus(Duration.ofDays(3))), Duration.ZERO))
                .isInstanceOf(Stage.GivenUp.class);
    }

    private Stage.AtProvider at(Instant acceptedAt) {
        return new Stage.AtProvider(counterparts.known("fal", OFFERING, "theirs", null), acceptedAt);
    }

    private void assertRendered(Stage.AtProvider accepted, Duration stepped) throws Exception {
        assertThat(awaited(accepted, stepped)).isInstanceOf(Stage.Rendered.class);
    }

    /** The clock steps between the first look and the second; no look waits for the pace of denials. */
    private Stage awaited(Stage.AtProvider accepted, Duration stepped) throws Exception {
        CompletableFuture<Signals> signals = new CompletableFuture<>();
        FutureTask<Stage> waited = new FutureTask<>(() -> awaitProvider.await(work, accepted, signals.join()));
        Thread waiting = Thread.ofVirtual().unstarted(waited);
        signals.complete(new Signals(waiting, false));
        server.createContext("/", exchange -> {
            if (looks.get() > 0) {
                step = stepped;
            }
            answer(exchange);
            signals.join().wake();
        });
        server.start();
        waiting.start();

        return waited.get(LOOKS_SOON.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            boolean status = path.endsWith("/status");
            boolean denied = status && looks.incrementAndGet() <= denials;
            cancels.addAndGet(path.endsWith("/cancel") ? 1 : 0);
            byte[] body = (status
                            ? "{\"status\": \"" + (looks.get() <= renders ? "IN_PROGRESS" : "COMPLETED") + "\"}"
                            : "{\"video\": {\"url\": \"http://127.0.0.1:1/a.mp4\"}}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(denied ? denial : 200, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
