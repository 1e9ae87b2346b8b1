package dev.reelay.chaos;

import dev.reelay.catalog.definition.DefinitionFile;
import dev.reelay.catalog.definition.DefinitionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * The bundled definitions with deadlines that a run can wait for.
 *
 * @param longest what was not heard of for so long is given up, and an unknown one frees its slot
 */
record ShortTimes(Duration longest) implements Times {
    private static final int SLOTS = 400;

    @Override
    public String generation() {
        return "1s..4s";
    }

    @Override
    public Map<String, String> settings(Path definitions) throws IOException {
        writeDefinitions(definitions, longest);
        Map<String, String> settings = Times.slots(SLOTS);
        settings.put("reelay.catalog.folder", definitions.toString());
        settings.put("reelay.run.send-within", "3s");
        settings.put("reelay.run.answer-within", "8s");
        settings.put("reelay.run.answer-margin", "2s");
        settings.put("reelay.run.unknown-every", "2s");
        settings.put("reelay.run.not-found-for", "20s");
        settings.put("reelay.worker.session", "6s");
        settings.put("reelay.worker.adopt-every", "3s");
        return settings;
    }

    private static void writeDefinitions(Path folder, Duration longest) throws IOException {
        for (DefinitionFile file : DefinitionFiles.bundled()) {
            Path place = folder.resolve(file.name().substring("catalog/".length()));
            Files.createDirectories(place.getParent());
            Files.writeString(place, shortened(file.text(), longest));
        }
    }

    private static String shortened(String text, Duration longest) {
        return text.replaceAll("(?m)^(\\s+)longest: (1h|30m)$", "$1longest: " + longest.toSeconds() + "s")
                .replaceAll("(?m)^(\\s+)typical: \\S+$", "$1typical: 2s")
                .replaceAll("(?m)^(\\s+)timeout: 30s$", "$1timeout: 4s")
                .replaceAll("(?m)^(\\s+)timeout: 20m$", "$1timeout: 15s")
                .replaceAll("(?m)^(\\s+)first: \\S+$", "$1first: 1s")
                .replaceAll("(?m)^(\\s+)every: \\S+$", "$1every: 1s")
                .replaceAll("(?m)^(\\s+)longest: 1[05]s$", "$1longest: 3s");
    }
}
