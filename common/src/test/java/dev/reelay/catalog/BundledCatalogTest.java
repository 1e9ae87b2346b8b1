package dev.reelay.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class BundledCatalogTest {
    @Test
    void theBundledDefinitionsAreSound() {
        assertThat(CatalogLoader.load(null, Map.of()).listings()).hasSize(4);
    }
}
