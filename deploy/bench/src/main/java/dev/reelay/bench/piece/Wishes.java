package dev.reelay.bench.piece;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How the pieces are to be started: sizes, further settings of the product, further options of their machines. */
public record Wishes(
        Path root,
        Path folder,
        Map<String, String> settings,
        List<String> workerJava,
        List<String> apiJava,
        boolean statements) {}
