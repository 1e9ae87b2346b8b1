package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.reelay.catalog.Provider;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a provider's answers tell of money is heard, whatever else they say. */
class BillIT {
    private static final String STATUS = "GET /base/luma/ray/requests/a-1/status";
    private static final String RESULT = "GET /base/luma/ray/requests/a-1?cost=true";

    private final List<String> heard = new ArrayList<>();
    private TinyServer server;
    private OutgoingHttp http;
    private ProviderCalls calls;
    private Provider provider;

    @BeforeEach
    void start() throws IOException {
        server = TinyServer.start();
        http = Outside.client(server.port());
        calls = new ProviderCalls(
                http,
                new ObjectMapper(),
                InstantSource.system(),
                (name, key, credits) -> heard.add(name + " " + credits),
                new SimpleMeterRegistry());
        provider = ImaginaryProvider.at(server.base());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void aFailureMayCostToo() {
        server.on(STATUS, 200, "{\"status\":\"failed\"}")
                .on(RESULT, 200, "{\"code\":\"worn_out\",\"cost\":0.2,\"units\":3}");

        assertThat(poll())
                .isInstanceOfSatisfying(
                        PollOutcome.Failed.class,
                        failed -> assertThat(failed.bill())
                                .isEqualTo(new Bill(new BigDecimal("0.2"), new BigDecimal("3"))));
    }

    @Test
    void soMayACancel() {
        server.on(STATUS, 200, "{\"status\":\"cancelled\",\"cost\":0.1}");

        assertThat(poll()).isEqualTo(new PollOutcome.Cancelled(new Bill(new BigDecimal("0.1"), null)));
    }

    @Test
    void lessThanNothingIsNoPrice() {
        server.on(STATUS, 200, "{\"status\":\"cancelled\",\"cost\":-1,\"units\":\"many\"}");

        assertThat(poll()).isEqualTo(new PollOutcome.Cancelled(Bill.UNTOLD));
    }

    @Test
    void whatTheAccountHasLeftIsHeardFromEveryAnswer() {
        server.on(STATUS, 200, "{\"status\":\"working\",\"balance\":18.4}");
        poll();
        server.on(STATUS, 200, "{\"status\":\"done\"}")
                .on(RESULT, 200, "{\"video\":{\"url\":\"https://cdn.example/a\"},\"balance\":16.8}");
        poll();
        server.on(STATUS, 503, "{\"balance\":1}");
        poll();

        assertThat(heard)
                .as("a fault of a server says nothing of the account")
                .containsExactly("imaginary 18.4", "imaginary 16.8");
    }

    private PollOutcome poll() {
        RemoteRequest request = RemoteRequest.known(provider, "luma/ray/2", "a-1");
        return calls.poll(provider, request, ImaginaryProvider.KEY);
    }
}
