package dev.reelay.worker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Documents;
import dev.reelay.catalog.Listing;
import dev.reelay.catalog.Offering;
import dev.reelay.catalog.Provider;
import dev.reelay.simulator.Simulator;
import dev.reelay.simulator.fault.Effect;
import dev.reelay.simulator.fault.Fault;
import dev.reelay.simulator.fault.Moment;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import dev.reelay.worker.outside.OutgoingHttp;
import dev.reelay.worker.outside.Outside;
import dev.reelay.worker.outside.SendWindow;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The bundled definitions, each at its provider's simulator, where a job renders until a test lets it end. */
final class SimulatedProviders implements AutoCloseable {
    /** A new definition adds its name here, and passes. */
    static final List<String> NAMES = List.of("fal", "runcomfy");

    private static final Credential KEY = new Credential("conformance-key");

    /** These wait for limits of half a minute; raw sockets show them in milliseconds. */
    private static final Set<Effect> SLOW = EnumSet.of(Effect.HANG, Effect.SLOW, Effect.LATE);

    private final Simulator simulator =
            Simulator.start(SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "hold"));
    private final OutgoingHttp http = Outside.reaching(simulator.baseUri());
    private final ProviderCalls calls = TestCalls.by(http, InstantSource.system());

    /** Every provider with every fault of a sort of call. */
    static Stream<Arguments> faults(Moment moment) {
        return NAMES.stream()
                .flatMap(provider -> Arrays.stream(Fault.values())
                        .filter(fault -> fault.moment() == moment && !SLOW.contains(fault.effect()))
                        .map(fault -> Arguments.of(provider, fault)));
    }

    Simulator simulator() {
        return simulator;
    }

    OutgoingHttp http() {
        return http;
    }

    /** Submits the sample of a model with these words as its prompt; a fault's name stands in brackets. */
    Bought buy(String name, String... words) {
        Catalog catalog = CatalogLoader.load(null, Map.of(name, simulator.providerUri(name)));
        Provider provider = catalog.provider(name).orElseThrow();
        Listing listing = catalog.find("luma/ray-2/image-to-video").orElseThrow();
        Offering offering = listing.offerings().stream()
                .filter(one -> one.provider().equals(name))
                .findFirst()
                .orElseThrow();
        JsonNode input = listing.complete(listing.sample());
        ObjectNode body = (ObjectNode) Documents.tree(offering.mapping().evaluate(Documents.plain(input)));
        body.put("prompt", String.join(" ", words));
        return new Bought(
                provider,
                calls.submit(provider, offering.providerModel(), KEY, Submission.of(body), SendWindow.ALWAYS));
    }

    static String fault(String name) {
        return "[[fault:" + name + "]]";
    }

    @Override
    public void close() {
        http.close();
        simulator.close();
    }

    /** One request at a provider. */
    final class Bought {
        private final Provider provider;
        private final SubmitOutcome submitted;

        private Bought(Provider provider, SubmitOutcome submitted) {
            this.provider = provider;
            this.submitted = submitted;
        }

        SubmitOutcome submitted() {
            return submitted;
        }

        RemoteRequest accepted() {
            assertThat(submitted).as(provider.name()).isInstanceOf(SubmitOutcome.Accepted.class);
            return Objects.requireNonNull((SubmitOutcome.Accepted) submitted).request();
        }

        PollOutcome poll() {
            return calls.poll(provider, accepted(), KEY);
        }

        CancelResult cancel() {
            return calls.cancel(provider, accepted(), KEY);
        }

        /** Lets it end. */
        Bought finish() {
            simulator.finish(accepted().id());
            return this;
        }
    }
}
