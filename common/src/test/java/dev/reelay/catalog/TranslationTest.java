package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said in a provider's own form, in ours. */
class TranslationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Catalog CATALOG = CatalogLoader.load(null, Map.of());

    private static Listing fal() {
        return CATALOG.find("fal-ai/luma-dream-machine/ray-2/image-to-video").orElseThrow();
    }

    @Test
    void everySampleOfAProvidersFormIsAnInputOfOurs() {
        List<Listing> theirs =
                CATALOG.listings().stream().filter(Listing::pinned).toList();

        assertThat(theirs).hasSizeGreaterThan(4).allSatisfy(listing -> {
            Translation translation = listing.translation();
            assertThat(translation).isNotNull();
            JsonNode said = listing.translated(listing.sample()).orElseThrow();
            assertThat(CATALOG.find(translation.model()).orElseThrow().violations(said))
                    .isEmpty();
        });
    }

    @Test
    void itsDefaultsAreTheProviders() throws Exception {
        JsonNode said = fal().translated(
                        JSON.readTree("{\"prompt\": \"a\", \"image_url\": \"https://a.example/a.png\"}"))
                .orElseThrow();

        assertThat(said).isEqualTo(JSON.readTree("""
                {"prompt": "a", "image_url": "https://a.example/a.png", "loop": false, "resolution": "540p",
                 "aspect_ratio": "16:9", "duration": 5}"""));
    }

    @Test
    void aFieldThatIsNotNamedKeepsItThere() throws Exception {
        assertThat(fal().translated(JSON.readTree("{\"prompt\": \"a\", \"seed\": 7}")))
                .isEmpty();
    }
}
