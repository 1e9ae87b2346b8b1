package dev.reelay.catalog.definition;

import dev.reelay.catalog.definition.DefinitionFile.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds definition files: those that come with Reelay, by an index since a jar cannot be listed safely, and an operator's.
 */
public final class DefinitionFiles {
    private static final String ROOT = "/catalog/";

    private DefinitionFiles() {}

    /** The files on the class path, as {@code catalog/index} names them. */
    public static List<DefinitionFile> bundled() {
        return resource("index")
                .lines()
                .filter(line -> !line.isBlank())
                .map(DefinitionFiles::bundled)
                .toList();
    }

    /**
     * The YAML files in the sub-folders of a folder, by name; a sub-folder that is not there holds none. A file beside
     * the sub-folders would never be read, so it is among the problems.
     */
    public static List<DefinitionFile> in(Path folder, Problems problems) {
        List<DefinitionFile> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            problems.add(Place.startOf(folder.toString()), "there is no such folder of definitions");
            return files;
        }
        list(folder)
                .forEach(stray -> problems.add(
                        Place.startOf(stray.toString()),
                        "is not read here; move it to providers/, models/ or offerings/"));
        for (Kind kind : Kind.values()) {
            Path sub = folder.resolve(kind.folder());
            for (Path path : Files.isDirectory(sub) ? list(sub) : List.<Path>of()) {
                files.add(new DefinitionFile(kind, path.toString(), false, read(path)));
            }
        }
        return files;
    }

    private static DefinitionFile bundled(String name) {
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> name.startsWith(each.folder() + "/"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("catalog/index names a file of no kind: " + name));
        return new DefinitionFile(kind, "catalog/" + name, true, resource(name));
    }

    private static String resource(String name) {
        try (InputStream stream = DefinitionFiles.class.getResourceAsStream(ROOT + name)) {
            if (stream == null) {
                throw new IllegalStateException("catalog/index names a file that is not there: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path ->
                            path.toString().endsWith(".yaml") || path.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the catalog folder cannot be read: " + folder, unreadable);
        }
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the definition cannot be read: " + path, unreadable);
        }
    }
}
