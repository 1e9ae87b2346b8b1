package dev.reelay.standalone.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The npm packages that a subscriber would verify deliveries with, where Node.js is installed. */
final class StockLibraries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/test/resources/stock-libraries");

    private final Path folder;

    private StockLibraries(Path folder) {
        this.folder = folder;
    }

    static boolean canBeHere() {
        List<String> path = List.of(System.getenv().getOrDefault("PATH", "").split(":", -1));
        return Arrays.asList("node", "npm").stream()
                .allMatch(tool -> path.stream().anyMatch(place -> Files.isExecutable(Path.of(place, tool))));
    }

    /** Fetches the packages into a folder. */
    static StockLibraries in(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "verify.mjs")) {
            Files.copy(SOURCES.resolve(file), folder.resolve(file));
        }
        Process npm = new ProcessBuilder("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--silent")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("npm.log").toFile())
                .start();
        npm.getOutputStream().close();
        if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            throw new IOException("npm could not fetch the packages: " + Files.readString(folder.resolve("npm.log")));
        }
        return new StockLibraries(folder);
    }

    /** A delivery to be verified. */
    record Delivery(String secret, Map<String, String> headers, String body) {
        ObjectNode line() {
            ObjectNode line = JSON.createObjectNode().put("secret", secret).put("body", body);
            line.set("headers", JSON.valueToTree(headers));
            return line;
        }
    }

    /** What each library says of each delivery: {@code verified}, or {@code refused:} and why. */
    List<Map<String, String>> verdicts(List<Delivery> deliveries) throws IOException, InterruptedException {
        Process node = new ProcessBuilder("node", "verify.mjs")
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = node.outputWriter(StandardCharsets.UTF_8)) {
            for (Delivery delivery : deliveries) {
                input.write(delivery.line() + "\n");
            }
        }
        List<Map<String, String>> verdicts = new ArrayList<>();
        try (var lines = node.inputReader(StandardCharsets.UTF_8)) {
            for (String line : lines.lines().toList()) {
                JsonNode told = JSON.readTree(line);
                verdicts.add(Map.of(
                        "standardwebhooks",
                        told.path("standardwebhooks").asText(),
                        "svix",
                        told.path("svix").asText()));
            }
        }
        if (node.waitFor() != 0) {
            throw new IOException("node ended with " + node.exitValue());
        }
        return verdicts;
    }
}
