package dev.reelay.pieces;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The npm packages that a subscriber would verify deliveries with, where Node.js is installed. */
final class StockLibraries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path SOURCES = Path.of("src/test/resources/stock-libraries");

    private final Path folder;

    private StockLibraries(Path folder) {
        this.folder = folder;
    }

    /** Fetches the packages into a folder. */
    static StockLibraries in(Path folder) throws IOException, InterruptedException {
        NodePackages.install(SOURCES, folder);
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
