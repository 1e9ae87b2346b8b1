package dev.reelay.processes;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How the pieces are to be started.
 *
 * @param root the project's folder, built
 * @param folder where data and logs of all of them lie
 * @param settings of the product, beyond those that follow from the servers' addresses
 * @param providers which ones there is an account at, by the names of their definitions
 * @param simulated further arguments of the simulator
 * @param statements whether PostgreSQL counts what each statement costs
 */
public record Wishes(
        Path root,
        Path folder,
        Map<String, String> settings,
        List<String> providers,
        List<String> simulated,
        boolean statements) {}
