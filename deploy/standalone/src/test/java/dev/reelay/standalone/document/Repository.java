package dev.reelay.standalone.document;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that the tests run in. */
public final class Repository {
    /** The folder with the README; tests run in the module's own. */
    public static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Repository() {}

    public static String read(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }
}
