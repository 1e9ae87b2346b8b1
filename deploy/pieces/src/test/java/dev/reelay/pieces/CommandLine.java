package dev.reelay.pieces;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The command line as its built jar, a process for each command. */
final class CommandLine {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("..", "cli", "target", "reelay.jar");

    private final Path folder;
    private final Map<String, String> environment = new LinkedHashMap<>();

    CommandLine(Path folder, URI api, String key) {
        this.folder = folder;
        environment.put("REELAY_URL", api.toString());
        environment.put("REELAY_API_KEY", key);
        environment.put("XDG_CONFIG_HOME", folder.toString());
    }

    /** Runs a command to its end. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        return start(arguments).end();
    }

    /** Starts a command. */
    Running start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                JAR.toString()));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        process.environment().putAll(environment);
        return new Running(process.start(), out, err);
    }

    /** A command that may still run. */
    record Running(Process process, Path out, Path err) {
        String said() throws IOException {
            return Files.readString(err);
        }

        Ended end() throws IOException, InterruptedException {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("the command did not end: " + said());
            }
            return new Ended(process.exitValue(), Files.readString(out), said());
        }
    }

    /** How a command ended, and what it said. */
    record Ended(int status, String out, String err) {
        String word() {
            return out.strip();
        }

        JsonNode json() throws JsonProcessingException {
            return JSON.readTree(out);
        }

        List<JsonNode> jsonLines() throws JsonProcessingException {
            List<JsonNode> lines = new ArrayList<>();
            for (String line : out.lines().toList()) {
                lines.add(JSON.readTree(line));
            }
            return lines;
        }
    }
}
