package dev.reelay.catalog;

import dev.reelay.catalog.definition.DefinitionFile;
import dev.reelay.catalog.definition.DefinitionFiles;
import dev.reelay.catalog.definition.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the definitions that come with Reelay and then an operator's own, and checks all of them before anything is
 * served.
 */
public final class CatalogLoader {
    private CatalogLoader() {}

    /**
     * The catalog of the bundled definitions and those of the folder, which add to them or take their place.
     *
     * @param folder with the sub-folders {@code models}, {@code offerings} and {@code providers}, each of which may be
     *     missing
     * @param baseUrlOverrides by the provider's name, in place of its file's {@code base_url}
     * @throws CatalogException that lists every mistake with file, line and column
     */
    public static Catalog load(@Nullable Path folder, Map<String, URI> baseUrlOverrides) {
        Problems problems = new Problems();
        List<DefinitionFile> files = new ArrayList<>(DefinitionFiles.bundled());
        if (folder != null) {
            files.addAll(DefinitionFiles.in(folder, problems));
        }
        return new CatalogAssembly(files, baseUrlOverrides, problems).catalog();
    }
}
