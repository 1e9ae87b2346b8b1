package dev.reelay.catalog;

import static dev.reelay.catalog.Seeds.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.reelay.catalog.Provider.Pace;
import dev.reelay.catalog.Provider.Recovery;
import dev.reelay.catalog.Provider.RemoteState;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogLoaderTest {
    @TempDir
    Path root;

    private CatalogFolder folder;

    @BeforeEach
    void aFolderOfAnOperator() {
        folder = new CatalogFolder(root);
    }

    @Test
    void aFolderAddsAProvider() {
        Provider acme = folder.with("providers/acme.yaml", Definitions.PROVIDER)
                .load()
                .provider("acme")
                .orElseThrow();

        assertThat(acme.baseUrl()).isEqualTo(URI.create("https://api.acme.example/v2"));
        assertThat(acme.submit().headers()).containsEntry("X-Client", "reelay");
        assertThat(acme.submit().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(acme.polled().states())
                .containsEntry("done", RemoteState.SUCCEEDED)
                .hasSize(4);
        assertThat(acme.polled().pace())
                .isEqualTo(new Pace(
                        Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(1), Duration.ofSeconds(2)));
        assertThat(acme.recovery()).isEqualTo(Recovery.HISTORY);
        History history = Objects.requireNonNull(acme.history());
        assertThat(history.call()).isEqualTo(new Provider.Call("POST", "/{family}/list"));
        assertThat(history.pageSize()).isEqualTo(50);
        assertThat(history.item().model()).isNull();
        assertThat(history.window()).isEqualTo(new History.Window(Duration.ofMinutes(1), Duration.ofMinutes(5)));
        assertThat(history.looks())
                .isEqualTo(new History.Looks(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(20)));
        assertThat(acme.errors())
                .extracting(rule -> rule.errorClass().wire(), rule -> String.valueOf(rule.message()))
                .containsExactly(
                        tuple("unauthorized", "\"Acme does not know the key\""), tuple("unavailable", "body.reason"));
    }

    @Test
    void aFolderAddsAModel() {
        Listing zoom = folder.with("providers/acme.yaml", Definitions.PROVIDER)
                .with("models/zoom.yaml", Definitions.MODEL)
                .load()
                .find("acme/zoom")
                .orElseThrow();
        Offering offering = zoom.offerings().getFirst();

        assertThat(zoom.complete(zoom.sample())).isEqualTo(json("{\"prompt\": \"A road\", \"seconds\": 4}"));
        assertThat(offering.id()).isEqualTo("acme:zoom/one");
        assertThat(offering.mapping().evaluate(Documents.plain(zoom.complete(zoom.sample()))))
                .isEqualTo(Map.of("text", "A road", "length", 4));
        assertThat(offering.price().of(zoom.complete(zoom.sample())).orElseThrow())
                .isEqualByComparingTo("0.4");
        assertThat(offering.objections(json("{\"prompt\": \"A road\", \"seconds\": 8}")))
                .containsExactly(new Violation("/seconds", "must be at most 6"));
        assertThat(zoom.violations(json("{\"prompt\": \"calm\", \"seconds\": 7}")))
                .containsExactly(new Violation("/seconds", "must be at most 6 for a calm prompt"));
    }

    @Test
    void aFolderAddsAnOfferingToAModelThatItDoesNotRestate() {
        Catalog catalog = folder.with("providers/acme.yaml", Definitions.PROVIDER)
                .with("offerings/luma-at-acme.yaml", Definitions.OFFERING)
                .load();

        assertThat(catalog.find(Seeds.LUMA).orElseThrow().offerings())
                .extracting(Offering::provider)
                .containsExactly("fal", "runcomfy", "wavespeed", "segmind", "acme");
        Offering added = catalog.offering("acme:luma/ray-2").orElseThrow();
        assertThat(added.modelId()).isEqualTo(Seeds.LUMA);
        assertThat(added.objections(
                        json("{\"prompt\": \"P\", \"image_url\": \"https://a\", \"aspect_ratio\": \"1:1\"}")))
                .containsExactly(new Violation("/aspect_ratio", "is not taken by acme"));
    }

    @Test
    void anOfferingOfTheFolderTakesThePlaceOfABundledOne() {
        Catalog catalog = folder.with("offerings/luma-at-runcomfy.yaml", """
                        model: luma/ray-2/image-to-video
                        provider: runcomfy
                        provider_model: luma/luma-ray-2/image-to-video
                        mapping: '{"prompt": prompt}'
                        limits: {typical: 1m, longest: 2m}
                        """).load();

        assertThat(catalog.find(Seeds.LUMA).orElseThrow().offerings()).hasSize(4);
        assertThat(catalog.offering("runcomfy:" + Seeds.LUMA_AT_RUNCOMFY)
                        .orElseThrow()
                        .limits()
                        .longest())
                .isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void aModelOfTheFolderTakesThePlaceOfABundledOne() {
        Catalog catalog = folder.with("providers/acme.yaml", Definitions.PROVIDER)
                .with("models/mine.yaml", Definitions.MODEL.replace("model: acme/zoom", "model: " + Seeds.LTX))
                .load();

        assertThat(catalog.find(Seeds.LTX).orElseThrow().title()).isEqualTo("Zoom");
        assertThat(catalog.listings())
                .hasSameSizeAs(CatalogLoader.load(null, Map.of()).listings());
    }

    @Test
    void aProvidersFileOfTheFolderChangesOnlyWhatItSays() {
        Catalog bundled = CatalogLoader.load(null, Map.of());
        Provider fal =
                folder.with("providers/fal.yaml", """
                        provider: fal
                        base_url: https://fal.internal.example/
                        poll: {pace: {every: 9s}}
                        cancel: null
                        """).load().provider("fal").orElseThrow();
        Provider before = bundled.provider("fal").orElseThrow();

        assertThat(fal.baseUrl()).isEqualTo(URI.create("https://fal.internal.example"));
        assertThat(fal.polled().pace())
                .isEqualTo(new Pace(
                        before.polled().pace().first(),
                        Duration.ofSeconds(9),
                        before.polled().pace().longest(),
                        before.polled().pace().least()));
        assertThat(fal.polled().states()).isEqualTo(before.polled().states());
        assertThat(fal.cancel()).isNull();
        assertThat(fal.errors()).hasSameSizeAs(before.errors());
    }

    @Test
    void aBaseUrlMayComeFromTheConfiguration() {
        URI simulator = URI.create("http://127.0.0.1:4444/fal");

        assertThat(CatalogLoader.load(null, Map.of("fal", simulator))
                        .provider("fal")
                        .orElseThrow()
                        .baseUrl())
                .isEqualTo(simulator);
        assertThatExceptionOfType(CatalogException.class)
                .isThrownBy(() -> CatalogLoader.load(null, Map.of("fall", simulator)))
                .withMessageContaining("unknown provider `fall`; defined are fal, runcomfy");
    }

    @Test
    void aProvidersOwnModelIsPinnedAndNothingIsFilledIn() {
        Catalog catalog = folder.with("providers/acme.yaml", Definitions.PROVIDER)
                .with("models/native.yaml", Definitions.NATIVE)
                .load();
        Listing listing = catalog.find("zoom/one").orElseThrow();

        assertThat(listing.pinned()).isTrue();
        assertThat(listing.offerings()).extracting(Offering::id).containsExactly("acme:zoom/one:native");
        assertThat(listing.complete(json("{}"))).isEqualTo(json("{}"));
        assertThat(catalog.offering("acme:zoom/one:native")).isPresent();
    }

    @Test
    void oursIsMeantWhereAProvidersOwnModelHasTheSameId() {
        Catalog catalog = folder.with("providers/acme.yaml", Definitions.PROVIDER)
                .with("models/a-native.yaml", Definitions.NATIVE.replace("model: zoom/one", "model: acme/zoom"))
                .with("models/zoom.yaml", Definitions.MODEL)
                .load();

        assertThat(catalog.find("acme/zoom").orElseThrow().pinned()).isFalse();
    }

    @Test
    void anEmptyFolderChangesNothing() {
        assertThat(folder.load().listings())
                .extracting(Listing::id)
                .isEqualTo(CatalogLoader.load(null, Map.of()).listings().stream()
                        .map(Listing::id)
                        .toList());
    }

    @Test
    void allMistakesAreToldAtOnce() {
        List<String> problems = folder.with(
                        "providers/acme.yaml",
                        Definitions.PROVIDER.replace("20s", "soon").replace("header:", "haeder:"))
                .with("models/zoom.yaml", Definitions.MODEL.replace("typical: 1m", "typical: short"))
                .with("offerings/none.yaml", Definitions.OFFERING.replace("luma/ray-2/image", "luma/ray-3/image"))
                .problems();

        assertThat(problems).hasSizeGreaterThanOrEqualTo(5);
        assertThat(problems)
                .extracting(line -> line.substring(0, line.indexOf(':')))
                .contains("models/zoom.yaml", "offerings/none.yaml", "providers/acme.yaml");
    }
}
