package dev.reelay.standalone;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Makes the next start of the same build about twice as fast: the classes that this run has loaded are written to an
 * archive, linked as they were, that the Java machine maps into memory. Another process does it, at the lowest priority, once for each build.
 */
final class ClassArchive implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ClassArchive.class);
    private static final String LIST_OPTION = "-XX:DumpLoadedClassList=";

    private final Process writer;

    private ClassArchive(Process writer) {
        this.writer = writer;
    }

    /** Begins to write the archive beside the list of classes that this process keeps, if it was told to keep one. */
    static Optional<ClassArchive> write() throws IOException {
        Optional<Path> list = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith(LIST_OPTION))
                .map(option -> Path.of(option.substring(LIST_OPTION.length())))
                .findFirst();
        return list.isEmpty() ? Optional.empty() : Optional.of(write(list.get()));
    }

    private static ClassArchive write(Path list) throws IOException {
        Path half = list.resolveSibling("classes.half");
        Process writer = new ProcessBuilder(List.of(
                        "nice",
                        "-n",
                        "19",
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xshare:dump",
                        "-XX:+AOTClassLinking",
                        "-XX:SharedClassListFile=" + list,
                        "-XX:SharedArchiveFile=" + half,
                        "-jar",
                        System.getProperty("java.class.path")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        CompletableFuture<Process> _ = writer.onExit().whenComplete((ended, failure) -> publish(ended, half));
        return new ClassArchive(writer);
    }

    /** A next start sees the whole archive or none. */
    private static void publish(Process ended, Path half) {
        try {
            if (ended.exitValue() == 0) {
                Files.move(half, half.resolveSibling("classes.jsa"), StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.deleteIfExists(half);
            }
        } catch (IOException e) {
            LOG.infof("the next start will not be faster: %s", e.getMessage());
        }
    }

    @Override
    public void close() {
        writer.destroy();
    }
}
