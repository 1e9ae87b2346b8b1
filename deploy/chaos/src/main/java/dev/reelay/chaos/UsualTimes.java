package dev.reelay.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Nothing shortened: the bundled definitions and the product's own settings; renders end when they are told to. */
record UsualTimes(int slots) implements Times {
    @Override
    public Map<String, String> settings(Path definitions) throws IOException {
        Files.createDirectories(definitions);
        return Times.slots(slots);
    }

    @Override
    public String generation() {
        return "hold";
    }
}
