package dev.reelay.pieces;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Packages of npm, as others would use them, where Node.js is installed. */
final class NodePackages {
    private NodePackages() {}

    static boolean canBeHere() {
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
        return Stream.of("node", "npm")
                .allMatch(tool -> path.stream().anyMatch(place -> Files.isExecutable(Path.of(place, tool))));
    }

    /** Copies the files of {@code sources} into a folder and fetches what its {@code package.json} names. */
    static void install(Path sources, Path folder) throws IOException, InterruptedException {
        fetch(sources, folder, "install", "--no-package-lock");
    }

    /** The same for exactly what its {@code package-lock.json} names. */
    static void installLocked(Path sources, Path folder) throws IOException, InterruptedException {
        fetch(sources, folder, "ci", "--ignore-scripts");
    }

    private static void fetch(Path sources, Path folder, String command, String option)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(sources)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        Process npm = new ProcessBuilder("npm", command, "--no-audit", "--no-fund", option, "--silent")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        npm.getOutputStream().close();
        if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new IOException("npm could not fetch the packages: " + Files.readString(folder.resolve("npm.log")));
        }
    }
}
