package dev.reelay.worker.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A worker of a quarter of a gigabyte copies what is far larger than itself. */
class MemoryOfCopiesIT {
    private static final Logger LOG = Logger.getLogger(MemoryOfCopiesIT.class);
    private static final long MEGABYTES_50 = 50_000_000;

    @TempDir
    static Path folder;

    private static TestStore store;

    @BeforeAll
    static void start() {
        store = new TestStore(folder);
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @Test
    void aGigabyteAndEightMoreFitThroughASmallHeap() throws Exception {
        copies(FilmAnswer.Transfer.LENGTH, List.of(1L << 30, MEGABYTES_50), 9);
    }

    @Test
    void eightWithoutALengthFitThroughASmallHeap() throws Exception {
        copies(FilmAnswer.Transfer.CHUNKED, List.of(MEGABYTES_50), 8);
    }

    /** So many copies; the last of the sizes is that of all further ones. */
    private static void copies(FilmAnswer.Transfer transfer, List<Long> sizes, int copies) throws Exception {
        List<Film> films = sizes.stream().map(Film::of).toList();
        FilmAnswer[] answers =
                films.stream().map(film -> FilmAnswer.of(film).by(transfer)).toArray(FilmAnswer[]::new);
        try (FilmServer source = FilmServer.answering(answers)) {
            List<String> lines = copied(source, copies);
            List<String[]> stored = lines.stream()
                    .filter(line -> line.startsWith("stored"))
                    .map(line -> line.split(" "))
                    .toList();
            assertThat(stored).as(String.join("\n", lines)).hasSize(copies);
            assertThat(stored.stream().map(words -> words[2]).distinct())
                    .containsExactlyInAnyOrderElementsOf(
                            films.stream().map(Film::sha256).toList());
            for (String[] words : stored) {
                Path object = folder.resolve(CopySettings.BUCKET).resolve(words[3]);
                assertThat(object).hasSize(Long.parseLong(words[1]));
                Files.delete(object);
            }
            LOG.infof("%s %s: %s", transfer, sizes, lines.getLast());
        }
    }

    private static List<String> copied(FilmServer source, int copies) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp",
                System.getProperty("java.class.path"),
                CopyProcess.class.getName(),
                store.endpoint().toString(),
                Integer.toString(copies)));
        command.addAll(Collections.nCopies(copies, source.link()));
        Process worker = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            List<String> lines = worker.inputReader().lines().toList();
            assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(worker.exitValue()).as(String.join("\n", lines)).isZero();
            return lines;
        } finally {
            worker.destroyForcibly();
        }
    }
}
