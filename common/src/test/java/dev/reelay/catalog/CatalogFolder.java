package dev.reelay.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** An operator's folder of definitions, written by a test. */
final class CatalogFolder {
    private final Path root;

    CatalogFolder(Path root) {
        this.root = root;
    }

    CatalogFolder with(String name, String yaml) {
        try {
            Path file = root.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, yaml);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Catalog load() {
        return CatalogLoader.load(root, Map.of());
    }

    Catalog load(Map<String, URI> baseUrls) {
        return CatalogLoader.load(root, baseUrls);
    }

    /** The mistakes, with the folder's own path cut off. */
    List<String> problems() {
        try {
            load();
            return List.of();
        } catch (CatalogException mistakes) {
            return mistakes.problems().stream()
                    .map(line -> line.replace(root + "/", ""))
                    .toList();
        }
    }
}
