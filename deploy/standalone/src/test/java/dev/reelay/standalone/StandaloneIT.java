package dev.reelay.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reelay.embedded.SurvivingServer;
import dev.reelay.processes.Repository;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandaloneIT {
    private static final Pattern RUNS = Pattern.compile("<!-- runs -->\\n```\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern NEXT = Pattern.compile("^  (curl .*)$", Pattern.MULTILINE);

    @TempDir
    static Path data;

    private static Running running;

    @BeforeAll
    static void start() throws IOException {
        running = Running.up(data);
        running.awaitLine(Pattern.compile("reelay: running at "));
    }

    @AfterAll
    static void stop() throws Exception {
        try (Running ending = running) {
            assertThat(ending.terminate()).isLessThan(Duration.ofSeconds(10));
            assertThat(SurvivingServer.on(data.resolve("postgresql"))).isEmpty();
        }
    }

    @Test
    void theSampleIsToldStepByStepToItsStoredFile() {
        assertThat(running.output())
                .containsSubsequence(
                        "simulated on this machine: fal",
                        "generation.accepted",
                        "attempt.started",
                        "attempt.accepted",
                        "generation.completed",
                        "the video is whole",
                        "s3://reelay/default/")
                .doesNotContain("\tat ", "Exception");
        Path file = Path.of(found("file     (/.*)"));
        assertThat(file).exists().hasSize(Long.parseLong(found("bytes    (\\d+),")));
    }

    @Test
    void secretsAreForTheirOwnerOnlyAndAreNotTold() throws IOException {
        for (String name : new String[] {"api-key", "s3-secret-key"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(name))))
                    .isEqualTo("rw-------");
            assertThat(running.output())
                    .doesNotContain(Files.readString(data.resolve(name)).strip());
        }
    }

    @Test
    void aSecondStartOnTheSameFolderNamesTheFirst() throws Exception {
        try (Running second = Running.up(
                Files.createSymbolicLink(Files.createTempDirectory("reelay").resolve("same"), data))) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output())
                    .contains("already runs on", "process " + running.pid())
                    .hasLineCount(1);
        }
    }

    @Test
    void aTakenPortIsNamed(@TempDir Path other) throws Exception {
        String port = String.valueOf(running.api().getPort());
        try (Running second = Running.up(other, "--port", port)) {
            assertThat(second.awaitEnd()).isEqualTo(1);
            assertThat(second.output())
                    .isEqualTo("reelay: port " + port + " is taken; free it, or choose another with --port");
        }
    }

    @Test
    void theCommandsItProposesRun(@TempDir Path folder) throws Exception {
        String commands = NEXT.matcher(running.output())
                .results()
                .map(match -> match.group(1).replace("curl -s", "curl -sS --fail-with-body"))
                .collect(Collectors.joining("\n"));

        Script.run(folder, commands);

        assertThat(folder.resolve("video.mp4")).isNotEmptyFile();
    }

    @Test
    void theCommandsOfTheReadmeRun(@TempDir Path folder) throws Exception {
        URI api = running.api();
        String commands = RUNS.matcher(Repository.read("README.md"))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.joining("\n"))
                .replace("http://127.0.0.1:8080", api.toString())
                .replace(".reelay/api-key", data.resolve("api-key").toString())
                .replace("curl -s", "curl -sS --fail-with-body");

        Script.run(folder, commands);

        assertThat(folder.resolve("boat.mp4")).isNotEmptyFile();
    }

    private static String found(String pattern) {
        var matcher = Pattern.compile(pattern).matcher(running.output());
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1);
    }
}
