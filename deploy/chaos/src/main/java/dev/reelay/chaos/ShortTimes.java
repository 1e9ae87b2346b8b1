package dev.reelay.chaos;

import dev.reelay.catalog.definition.DefinitionFile;
import dev.reelay.catalog.definition.DefinitionFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bundled definitions with deadlines that a run can wait for: configuration, as an operator would write it. */
final class ShortTimes {
    private ShortTimes() {}

    /**
     * Settings of all pieces; the folder is filled.
     *
     * @param longest what was not heard of for so long is given up, and an unknown one frees its slot
     */
    static Map<String, String> settings(Path folder, int slots, Duration longest) throws IOException {
        writeDefinitions(folder, longest);
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("reelay.catalog.folder", folder.toString());
        settings.put("reelay.run.send-within", "3s");
        settings.put("reelay.run.answer-within", "8s");
        settings.put("reelay.run.answer-margin", "2s");
        settings.put("reelay.run.unknown-every", "2s");
        settings.put("reelay.run.not-found-for", "20s");
        settings.put("reelay.worker.session", "6s");
        settings.put("reelay.worker.adopt-every", "3s");
        Fleet.PROVIDERS.forEach(
                provider -> settings.put("reelay.providers." + provider + ".slots", String.valueOf(slots)));
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
