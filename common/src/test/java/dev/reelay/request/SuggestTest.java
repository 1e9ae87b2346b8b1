package dev.reelay.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestTest {
    private static final List<String> KNOWN =
            List.of("luma/ray-2/image-to-video", "luma/ray-2/text-to-video", "ltx/2-fast/image-to-video", "fal");

    @Test
    void aMistypedWordFindsWhatWasMeant() {
        assertThat(Suggest.near("luma/ray2/image-to-video", KNOWN)).first().isEqualTo("luma/ray-2/image-to-video");
        assertThat(Suggest.phrase("fall", KNOWN, "")).isEqualTo("; did you mean \"fal\"?");
    }

    @Test
    void aPartOfAWordFindsIt() {
        assertThat(Suggest.near("ray-2/image-to-video", KNOWN)).contains("luma/ray-2/image-to-video");
    }

    @Test
    void whatIsFarFromEverythingFindsNothing() {
        assertThat(Suggest.phrase("sora", KNOWN, "; see the list")).isEqualTo("; see the list");
        assertThat(Suggest.phrase("", KNOWN, "")).isEmpty();
        assertThat(Suggest.phrase("x".repeat(10_000), KNOWN, "")).isEmpty();
    }

    @Test
    void aLongWordIsSaidBackInPart() {
        assertThat(Suggest.quoted("x".repeat(1000))).hasSizeLessThan(70);
    }
}
