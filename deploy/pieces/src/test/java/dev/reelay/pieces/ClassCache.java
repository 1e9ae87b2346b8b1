package dev.reelay.pieces;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The loaded and linked classes of an app, kept beside it by one start that ends for want of a database: the many starts of the
 * tests take half the work with it. One process makes it for all, once for each build; without it they only start slower.
 */
final class ClassCache {
    private static final List<String> NOWHERE = List.of(
            "-Dquarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:1/none",
            "-Dquarkus.flyway.migrate-at-start=false",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=0");

    private ClassCache() {}

    /** The options of the Java machine with which an app is to be started, more than those that it is started with anyhow. */
    static synchronized List<String> options(Path jar, List<String> java) throws IOException, InterruptedException {
        Path cache = jar.resolveSibling("tests.aot");
        try (FileChannel lock = FileChannel.open(
                        jar.resolveSibling("tests.aot.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var _ = lock.lock()) {
            if (!isOf(cache, jar)) {
                make(cache, jar, java);
            }
        }
        return isOf(cache, jar) ? List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off") : List.of();
    }

    private static boolean isOf(Path cache, Path jar) throws IOException {
        return Files.exists(cache) && Files.getLastModifiedTime(cache).compareTo(Files.getLastModifiedTime(jar)) >= 0;
    }

    private static void make(Path cache, Path jar, List<String> java) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(ProcessHandle.current().info().command().orElse("java"), "-XX:AOTCacheOutput=" + cache));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.addAll(java);
        command.addAll(NOWHERE);
        command.addAll(List.of("-jar", jar.toString()));
        Process training = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!training.waitFor(3, TimeUnit.MINUTES)) {
            training.descendants().forEach(ProcessHandle::destroyForcibly);
            training.destroyForcibly().waitFor();
        }
    }
}
