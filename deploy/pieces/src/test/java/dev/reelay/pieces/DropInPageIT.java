package dev.reelay.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.simulator.settings.Setting;
import dev.reelay.simulator.settings.SimulatorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page on clients of providers, which are those of the providers' own pages. */
class DropInPageIT {
    private static final Path PAGE = Path.of("..", "..", "docs", "drop-in.md");
    private static final Pattern RUNS = Pattern.compile("<!-- runs -->\\n```\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    static Path folder;

    @Test
    void itsCommandsWork() throws Exception {
        try (Pieces pieces = Pieces.start(
                folder,
                SimulatorSettings.defaults().with(Setting.GENERATION_TIME, "1s").with(Setting.RESULT_SIZE, "64KiB"),
                10)) {
            int port = pieces.api().uri().getPort();
            pieces.worker("worker");
            List<String> blocks = RUNS.matcher(Files.readString(PAGE))
                    .results()
                    .map((MatchResult match) -> match.group(1))
                    .toList();
            assertThat(blocks).hasSize(7);

            String output = run(String.join("\n", blocks).replace(":8080", ":" + port));

            assertThat(output)
                    .contains("\"video\":{\"url\"")
                    .contains("\"code\":200")
                    .contains("\"outcome\":")
                    .contains("\"status\":\"succeeded\"");
            for (String file : List.of("video.mp4", "openai.mp4")) {
                assertThat(Files.size(folder.resolve(file))).isGreaterThanOrEqualTo(64 * 1024);
            }
        }
    }

    private static String run(String commands) throws Exception {
        Path log = folder.resolve("commands.log");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "set -eu -o pipefail\n" + commands)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        for (String name : List.of(
                "FAL_KEY",
                "WAVESPEED_API_KEY",
                "YOUR_API_TOKEN",
                "YOUR_API_KEY",
                "REPLICATE_API_TOKEN",
                "OPENAI_API_KEY")) {
            builder.environment().put(name, Pieces.API_KEY);
        }
        Process shell = builder.start();
        boolean ended = shell.waitFor(60, TimeUnit.SECONDS);
        shell.destroy();
        String said = Files.readString(log);
        assertThat(ended && shell.exitValue() == 0).as(said).isTrue();
        return said;
    }
}
