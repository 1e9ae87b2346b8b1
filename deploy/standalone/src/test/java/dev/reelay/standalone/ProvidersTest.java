package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.catalog.Provider;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProvidersTest {
    @Test
    void withoutKeysAllAreSimulated() {
        Providers providers = Providers.by(Map.of("FAL_KEY", " "));

        assertThat(providers.real()).isEmpty();
        assertThat(providers.simulatedNames()).contains("fal", "runcomfy");
    }

    @Test
    void aProviderWithAKeyIsReal() {
        Providers providers = Providers.by(Map.of("FAL_KEY", "id:secret"));

        assertThat(providers.real()).extracting(Provider::name).containsExactly("fal");
        assertThat(providers.simulatedNames()).contains("runcomfy").doesNotContain("fal");
        assertThat(providers.told().getFirst()).contains("billed: fal").doesNotContain("secret");
    }

    @Test
    void theSettingOfAKeyCountsAsOne() {
        assertThat(Providers.by(Map.of("REELAY_PROVIDERS_RUNCOMFY_KEY", "k")).real())
                .extracting(Provider::name)
                .containsExactly("runcomfy");
    }
}
