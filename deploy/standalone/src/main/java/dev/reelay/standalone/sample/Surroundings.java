package dev.reelay.standalone.sample;

import dev.reelay.simulator.Simulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the sample runs.
 *
 * @param keyFile where the key stands, for commands that the user can copy
 * @param store the folder whose sub-folders are the buckets
 * @param simulated the names of the providers that cost nothing
 */
public record Surroundings(
        URI api, String key, Path keyFile, Path store, Optional<Simulator> simulator, List<String> simulated) {
    @Override
    public String toString() {
        return "Surroundings[api=" + api + "]";
    }
}
