package dev.reelay.pieces.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A service of the compose file as a process: its image's entry point and health check, its own command and environment. */
final class Container implements AutoCloseable {
    private final Image image;
    private final Map<String, String> environment;
    private final Process process;
    private final Path log;

    private Container(Image image, Map<String, String> environment, Process process, Path log) {
        this.image = image;
        this.environment = environment;
        this.process = process;
        this.log = log;
    }

    static Container start(Image image, List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        List<String> all = new ArrayList<>(image.file().entrypoint());
        all.addAll(command);
        Process process = image.command(all, environment)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Container(image, environment, process, log);
    }

    /** As {@code service_completed_successfully}. */
    void awaitCompletion() throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said()).isTrue();
        assertThat(process.exitValue()).as(said()).isZero();
    }

    /** As {@code service_healthy}, by the image's own check. */
    void awaitHealth() {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> {
                    assertThat(process.isAlive()).as(said()).isTrue();
                    Process check = image.command(image.file().health(), environment)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
                    assertThat(check.waitFor(5, TimeUnit.SECONDS) && check.exitValue() == 0)
                            .as(said())
                            .isTrue();
                });
    }

    /** As a stop does it: SIGTERM, and so much time. */
    void stop(Duration grace) throws IOException, InterruptedException {
        process.destroy();
        assertThat(process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS))
                .as("ends by itself: %s", said())
                .isTrue();
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
