package dev.reelay.account;

import dev.reelay.catalog.Catalog;
import dev.reelay.catalog.CatalogConfig;
import dev.reelay.catalog.CatalogLoader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;

/** Loads the catalog when the program starts, with the base URLs that the operator set; a mistake in it ends the start. */
final class ProduceCatalog {
    private ProduceCatalog() {}

    @Produces
    @Singleton
    static Catalog catalog(CatalogConfig config, ProvidersConfig providers) {
        Map<String, URI> baseUrls = providers.byName().entrySet().stream()
                .filter(provider -> provider.getValue().baseUrl().isPresent())
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        provider -> provider.getValue().baseUrl().orElseThrow()));
        return CatalogLoader.load(config.folder().orElse(null), baseUrls);
    }
}
