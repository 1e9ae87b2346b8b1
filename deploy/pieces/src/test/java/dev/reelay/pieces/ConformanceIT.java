package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Provider;
import dev.reelay.pieces.ConformanceRun.Turn;
import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The conformance kit: every case at every provider of the catalog, and at one that is added by files alone. A new
 * definition is covered by being there. {@code -Dconformance.write} writes docs/conformance.md anew.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConformanceIT {
    private static final Path PAGE = Path.of("../../docs/conformance.md");
    private static final String ADDED = "added";
    private static final String ADDED_MODEL = "added/image-to-video";

    private Pieces pieces;
    private List<ConformanceSubject> subjects = new ArrayList<>();
    private Map<Turn, String> ends = Map.of();

    @BeforeAll
    void drive(@TempDir Path folder) throws Exception {
        SimulatorSettings simulated = SimulatorSettings.defaults()
                .with(Setting.GENERATION_TIME, "200ms")
                .with(Setting.RESULT_SIZE, "200KiB")
                .with("wavespeed", Setting.MODELS, ADDED_MODEL);
        pieces = Pieces.start(folder, simulated, 500);
        Path definitions = folder.resolve("catalog");
        add(definitions);
        hurry(definitions);
        pieces.account(ADDED, pieces.simulator().providerUri("wavespeed"), 500);
        pieces.set("reelay.catalog.folder", definitions.toString());
        pieces.set("reelay.run.not-found-for", "2s");
        pieces.set("reelay.run.claim-every", "100ms");
        pieces.set("reelay.breaker.after", "0");
        pieces.set("reelay.copy.idle", "1s");
        pieces.set("reelay.copy.resume-after", "50ms");
        pieces.set("reelay.copy.parallel", "32");
        Catalog catalog = CatalogLoader.load(definitions, Map.of());
        subjects = catalog.providers().stream()
                .map(provider -> ConformanceSubject.of(catalog, provider.name()))
                .toList();
        Requests requests = new Requests(pieces.api().uri());
        pieces.worker("worker-1");
        Mending mending = Mending.of(pieces);
        try {
            ends = new ConformanceRun(pieces, requests).run(subjects);
        } finally {
            mending.close();
        }
    }

    @AfterAll
    void everyEventWasAsDescribed() throws IOException {
        try (Pieces all = pieces) {
            DescribedEvents.check(all);
        }
    }

    Stream<Arguments> turns() {
        return ends.entrySet().stream()
                .map(end -> Arguments.of(
                        end.getKey().each().mark(end.getKey().subject().name()),
                        end.getKey().each().endAt(end.getKey().subject().provider()),
                        end.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("turns")
    void endsAsItShould(String turn, String right, String end) {
        assertThat(end).as(turn).isEqualTo(right);
    }

    @Test
    void noDownloadCarriedACredential() {
        assertThat(pieces.simulator().bill().totals().downloads().credentialsLeaked())
                .isZero();
    }

    @Test
    void thePageTellsWhatWasFound() throws IOException {
        String page = ConformancePage.of(subjects, ends);
        if (System.getProperty("conformance.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE).as("written anew with -Dconformance.write").hasContent(page);
    }

    /** A whole provider and a model of its own, as an operator would add them: no line of code knows them. */
    private static void add(Path definitions) throws IOException {
        try (InputStream file =
                Objects.requireNonNull(CatalogLoader.class.getResourceAsStream("/catalog/providers/wavespeed.yaml"))) {
            write(
                    definitions.resolve("providers/added.yaml"),
                    new String(file.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("provider: wavespeed", "provider: " + ADDED)
                            .replace("timeout: 30s", "timeout: 10s")
                            .replace("first: 5s", "first: 100ms")
                            .replace("every: 5s", "every: 100ms")
                            .replace("longest: 15s", "longest: 200ms")
                            .replace("first: 2s", "first: 100ms")
                            .replace("every: 4s", "every: 1s")
                            .replace("longest: 25s", "longest: 3s")
                            .replace("result: 7d", "result: 8s"));
        }
        write(definitions.resolve("models/added.yaml"), """
                model: %s
                title: A model by file
                input: {type: object, required: [prompt, image]}
                sample: {prompt: A street, image: https://example.com/first.jpg}
                native:
                  provider: %s
                  limits: {typical: 1m, longest: 10m}
                """.formatted(ADDED_MODEL, ADDED));
    }

    /** The same definitions in a hurry. */
    private static void hurry(Path definitions) throws IOException {
        for (Provider provider : CatalogLoader.load(null, Map.of()).providers()) {
            String pace = provider.poll() == null
                    ? ""
                    : "poll: {pace: {first: 100ms, every: 100ms, longest: 200ms, least: 100ms}}\n";
            String looks =
                    provider.history() == null ? "" : "history: {looks: {first: 100ms, every: 1s, longest: 3s}}\n";
            write(definitions.resolve("providers/hurry-" + provider.name() + ".yaml"), """
                    provider: %s
                    submit: {timeout: %s}
                    lifetimes: {record: 1h, result: 8s}
                    %s%s""".formatted(
                            provider.name(), provider.poll() == null ? "20s" : "10s", pace, looks));
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
