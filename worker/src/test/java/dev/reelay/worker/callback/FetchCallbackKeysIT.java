package dev.reelay.worker.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.reelay.account.TestAccounts;
import dev.reelay.callback.CallbackKeys;
import dev.reelay.callback.Callbacks;
import dev.reelay.callback.TestCallbacks;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.database.Database;
import dev.reelay.outside.AddressGuard;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.testing.FreshDatabase;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the keys of callbacks are fetched, by whom, and what is kept of an answer. */
class FetchCallbackKeysIT {
    private static final String KEY = "A6EHv_POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg";
    private static final String OTHER = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";

    @TempDir
    Path definitions;

    private final AtomicInteger asked = new AtomicInteger();
    private volatile int status = 200;
    private volatile String answer = keySet(KEY);
    private HttpServer server;
    private URI origin;
    private FreshDatabase fresh;
    private Database database;
    private CallbackKeys keys;
    private OutgoingHttp http;

    private static String keySet(String key) {
        return """
                {"keys": [{"kty": "RSA", "n": "AQAB", "e": "AQAB"}, {"kty": "OKP", "crv": "X25519", "x": "%s"},
                 {"kty": "OKP", "crv": "Ed25519", "x": "c2hvcnQ"}, {"kty": "OKP", "crv": "Ed25519", "x": "%s"}]}""".formatted(OTHER, key);
    }

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/jwks.json", exchange -> {
            asked.incrementAndGet();
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        origin = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        fresh = FreshDatabase.create();
        database = fresh.database();
        keys = TestCallbacks.keys(database);
        http = Outside.reaching(origin);
    }

    @AfterEach
    void stop() {
        http.close();
        fresh.close();
        server.stop(0);
    }

    private Catalog catalog() throws IOException {
        Path folder = Files.createDirectories(definitions.resolve("providers"));
        Files.writeString(
                folder.resolve("fal.yaml"), "provider: fal\ncallback: {signature: {keys: " + origin + "/jwks.json}}\n");
        return CatalogLoader.load(definitions, Map.of());
    }

    private FetchCallbackKeys worker() throws IOException {
        Catalog catalog = catalog();
        return worker(catalog, TestCallbacks.on(catalog), new AddressGuard(Set.of(origin.toString())));
    }

    private FetchCallbackKeys worker(Catalog catalog, Callbacks callbacks, AddressGuard guard) {
        return new FetchCallbackKeys(catalog, TestAccounts.at("fal", catalog, database), callbacks, keys, http, guard);
    }

    private void pass(String time) {
        database.update("update callback_keys set tried_at = tried_at - interval '" + time
                + "', fetched_at = fetched_at - interval '" + time + "'");
    }

    @Test
    void theEd25519KeysAreKept() throws IOException {
        FetchCallbackKeys worker = worker();
        worker.started(new StartupEvent());

        worker.look();

        assertThat(keys.of("fal")).containsExactly(KEY);
    }

    @Test
    void theyAreFetchedTwiceADayAndServeForOne() throws IOException {
        FetchCallbackKeys worker = worker();
        worker.look();
        pass("11 hours");
        worker.look();
        assertThat(asked).hasValue(1);

        pass("61 minutes");
        answer = keySet(OTHER);
        worker.look();
        assertThat(keys.of("fal")).containsExactly(OTHER);

        pass("25 hours");
        assertThat(keys.of("fal")).isEmpty();
    }

    @Test
    void aKeyThatNobodyKnowsHasThemFetchedSoon() throws IOException {
        FetchCallbackKeys worker = worker();
        worker.look();
        answer = keySet(OTHER);

        keys.ask("fal");
        worker.look();
        assertThat(asked).as("not again at once").hasValue(1);
        pass("41 seconds");
        worker.look();
        pass("41 seconds");
        worker.look();

        assertThat(keys.of("fal")).containsExactly(OTHER);
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatCannotBeFetchedOrReadLeavesWhatIsKept() throws IOException {
        FetchCallbackKeys worker = worker();
        worker.look();
        for (String broken : new String[] {"", "<html>", "[]", "{\"keys\": 5}", "{\"keys\": []}"}) {
            answer = broken;
            pass("13 hours");
            worker.look();
            database.update("update callback_keys set fetched_at = now() - interval '13 hours'");
            assertThat(keys.of("fal")).as(broken).containsExactly(KEY);
        }
        answer = keySet(OTHER);
        status = 503;
        pass("1 minute");
        worker.look();

        assertThat(keys.of("fal")).containsExactly(KEY);
        assertThat(asked).hasValue(7);
    }

    @Test
    void ofManyWorkersOneFetches() throws Exception {
        FetchCallbackKeys worker = worker();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.invokeAll(Stream.<Callable<Object>>generate(() -> Executors.callable(worker::look))
                    .limit(20)
                    .toList());
        }

        assertThat(asked).hasValue(1);
    }

    @Test
    void nothingIsFetchedWhereNobodyIsAskedToCallBack() throws IOException {
        Catalog catalog = catalog();
        worker(catalog, TestCallbacks.off(catalog), new AddressGuard(Set.of(origin.toString())))
                .look();

        assertThat(asked).hasValue(0);
    }

    @Test
    void keysThatWouldComeUnprotectedEndTheStart() throws IOException {
        Catalog catalog = catalog();
        FetchCallbackKeys worker = worker(catalog, TestCallbacks.on(catalog), new AddressGuard(Set.of()));

        assertThatThrownBy(() -> worker.started(new StartupEvent()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the address of the keys of fal must be an https URL");
    }
}
