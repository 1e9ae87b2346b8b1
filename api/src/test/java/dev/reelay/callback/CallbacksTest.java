package dev.reelay.callback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.reelay.catalog.CatalogLoader;
import dev.reelay.catalog.Provider;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbacksTest {
    private static final UUID ATTEMPT = UUID.fromString("01a1fc50-5482-7000-8f00-f089b6b2d998");
    private static final String PUBLIC_URL = "reelay.callbacks.public-url";
    private static final String SECRET = "reelay.providers.wavespeed.webhook-secret";

    private static Provider provider(String name) {
        return CatalogLoader.load(null, Map.of()).provider(name).orElseThrow();
    }

    @Test
    void withoutAPublicUrlNobodyIsAsked() {
        Callbacks callbacks = TestCallbacks.with(Map.of(SECRET, "whsec_0123456789abcdef"));

        assertThat(callbacks.address(provider("fal"), "default", ATTEMPT)).isEmpty();
        assertThat(callbacks.address(provider("wavespeed"), "default", ATTEMPT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://video.example.com, https://video.example.com",
        "https://Video.Example.com:8443/reelay//, https://video.example.com:8443/reelay",
        "http://127.0.0.1:8090, http://127.0.0.1:8090"
    })
    void theAddressCarriesTheAttempt(String publicUrl, String beginning) {
        assertThat(TestCallbacks.with(Map.of(PUBLIC_URL, publicUrl)).address(provider("fal"), "default", ATTEMPT))
                .contains(URI.create(beginning + "/callbacks/fal/" + ATTEMPT));
    }

    @Test
    void whoSignsWithASecretIsAskedOnceItIsSet() {
        Callbacks without = TestCallbacks.with(Map.of(PUBLIC_URL, "https://video.example.com"));
        Callbacks with =
                TestCallbacks.with(Map.of(PUBLIC_URL, "https://video.example.com", SECRET, "whsec_0123456789abcdef"));

        assertThat(without.takes(provider("wavespeed"))).isFalse();
        assertThat(with.takes(provider("wavespeed"))).isTrue();
        assertThat(with.takes(provider("segmind-v1"))).isFalse();
    }

    @Test
    void eachAccountHasItsOwnSecretAndOnlyThoseWithOneAreCalledBackFor() {
        Callbacks callbacks = TestCallbacks.with(Map.of(
                PUBLIC_URL,
                "https://video.example.com",
                "reelay.providers.wavespeed.accounts.second.webhook-secret",
                "whsec_0123456789abcdef"));
        Provider provider = provider("wavespeed");

        assertThat(callbacks.takes(provider)).isTrue();
        assertThat(callbacks.address(provider, "second", ATTEMPT)).isPresent();
        assertThat(callbacks.address(provider, "default", ATTEMPT)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "video.example.com, must be an absolute https URL",
        "http://video.example.com, must be an https URL",
        "https://10.0.0.1, points to an address that is not public",
        "https://localhost, names a host that is not public",
        "https://user@video.example.com, must not hold a user name",
        "https://video.example.com/?a=b, must not have a query",
        "https://video.example.com/#a, must not have a fragment"
    })
    void aWrongPublicUrlEndsTheStart(String publicUrl, String message) {
        assertThatThrownBy(() -> TestCallbacks.with(Map.of(PUBLIC_URL, publicUrl)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(PUBLIC_URL)
                .hasMessageContaining(message);
    }

    @Test
    void aSecretThatIsNoneEndsTheStartAndIsNotTold() {
        String ofAnother = "reelay.providers.wavespeed.accounts.second.webhook-secret";
        assertThatThrownBy(() -> TestCallbacks.with(Map.of(ofAnother, "whsec_short")))
                .hasMessageContaining(ofAnother);
        assertThatThrownBy(() -> TestCallbacks.with(Map.of(SECRET, "whsec_short")))
                .hasMessageContaining(SECRET)
                .message()
                .doesNotContain("whsec_short");
    }
}
