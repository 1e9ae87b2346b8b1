package dev.reelay.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a run configures of deadlines and polls, as an operator would, and how long its renders take. */
interface Times {
    /** Settings of all pieces; definitions that are not the bundled ones are written to the folder. */
    Map<String, String> settings(Path definitions) throws IOException;

    /** How long a render takes, in the simulator's spelling. */
    String generation();

    /** Room for so many at once at each provider. */
    static Map<String, String> slots(int slots) {
        Map<String, String> settings = new LinkedHashMap<>();
        Fleet.PROVIDERS.forEach(
                provider -> settings.put("reelay.providers." + provider + ".slots", String.valueOf(slots)));
        // A second account at two of them, which takes a third of the starts there.
        for (String provider : List.of("fal", "wavespeed")) {
            String second = "reelay.providers." + provider + ".accounts.second.";
            settings.put(second + "key", "simulated-" + provider + "-second");
            settings.put(second + "slots", String.valueOf(slots));
            settings.put(second + "weight", "0.5");
        }
        return settings;
    }
}
