package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Commands as a user types them, of which none may fail. */
final class Script {
    private Script() {}

    static void run(Path folder, String commands) throws IOException, InterruptedException {
        Path log = folder.resolve("script.log");
        Process shell = new ProcessBuilder("bash", "-c", "set -eu\n" + commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        boolean ended = shell.waitFor(60, TimeUnit.SECONDS);
        shell.destroy();
        assertThat(ended && shell.exitValue() == 0).as("%s", log.toFile()).isTrue();
    }
}
