package dev.reelay.pieces.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An image, built into a folder by the very instructions of its Dockerfile. Afterwards nothing in it can be written, and what
 * runs in it runs as nobody in particular where this process may choose that.
 */
final class Image {
    private final Dockerfile file;
    private final Path folder;

    private Image(Dockerfile file, Path folder) {
        this.file = file;
        this.folder = folder;
    }

    /** With {@code prepared} as an engine builds it; else what would only make its start quicker is left away. */
    static Image build(String context, Path folder, boolean prepared) throws IOException, InterruptedException {
        Image image = new Image(Dockerfile.read(context), Files.createDirectories(folder));
        for (Dockerfile.Copy copy : image.file.copies()) {
            image.copy(copy);
        }
        if (prepared) {
            for (List<String> command : image.file.runs()) {
                image.prepare(command);
            }
        }
        image.seal();
        return image;
    }

    Dockerfile file() {
        return file;
    }

    /** A command in it, as its user, with exactly this environment. */
    ProcessBuilder command(List<String> command, Map<String, String> environment) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            String[] user = file.user().split(":", -1);
            all.addAll(List.of("setpriv", "--reuid=" + user[0], "--regid=" + user[1], "--clear-groups", "--"));
        }
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path());
        builder.environment().putAll(file.environment());
        builder.environment().putAll(environment);
        return builder;
    }

    private void copy(Dockerfile.Copy copy) throws IOException {
        Path from = Repository.ROOT.resolve(file.context()).resolve(copy.from());
        if (copy.from().contains("*")) {
            from = matching(from);
        }
        Path to = folder.resolve(copy.to().equals("./") ? from.getFileName().toString() : copy.to());
        try (Stream<Path> all = Files.walk(from)) {
            for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
                Path one = each.next();
                Path place = to.resolve(from.relativize(one).toString()).normalize();
                if (Files.isDirectory(one)) {
                    Files.createDirectories(place);
                } else {
                    Files.copy(one, place);
                }
            }
        }
    }

    private static Path matching(Path pattern) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(
                pattern.getParent(), pattern.getFileName().toString())) {
            List<Path> all = new ArrayList<>();
            found.forEach(all::add);
            assertThat(all).as("what %s stands for", pattern).hasSize(1);
            return all.getFirst();
        }
    }

    /** Before there is a user, as an engine does it. */
    private void prepare(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling(folder.getFileName() + ".build.log")
                        .toFile());
        builder.environment().clear();
        builder.environment().put("PATH", path());
        Process process = builder.start();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("%s", command).isZero();
    }

    private void seal() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
                Path one = each.next();
                Files.setPosixFilePermissions(
                        one, PosixFilePermissions.fromString(Files.isDirectory(one) ? "r-xr-xr-x" : "r--r--r--"));
            }
        }
        for (Path above = folder.getParent(); isRoot() && above != null; above = above.getParent()) {
            if (above.getFileName() != null && above.getFileName().toString().startsWith("junit")) {
                Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }

    /** So that whoever owns the folder can remove it. */
    void unseal() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Iterator<Path> each = all.iterator(); each.hasNext(); ) {
                Path one = each.next();
                if (Files.isDirectory(one)) {
                    Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static String path() {
        return Path.of(System.getProperty("java.home"), "bin") + ":/usr/local/bin:/usr/bin:/bin";
    }
}
