package dev.reelay.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The checkout that a module two folders below its root runs in. */
public final class Repository {
    /** The folder with the README. */
    public static final Path ROOT = Path.of("..", "..").toAbsolutePath().normalize();

    private Repository() {}

    /** The text of a file, by its path from the root. */
    public static String read(String name) throws IOException {
        return Files.readString(ROOT.resolve(name));
    }
}
