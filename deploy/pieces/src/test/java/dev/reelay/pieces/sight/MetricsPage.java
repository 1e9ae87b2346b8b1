package dev.reelay.pieces.sight;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that docs/metrics.md tells of. */
public final class MetricsPage {
    private static final Pattern NAME = Pattern.compile("`(reelay_[a-z_]+)`");
    private static final Pattern PART = Pattern.compile("_(?:count|sum|max|bucket)$");

    private MetricsPage() {}

    public static Set<String> names() throws IOException {
        Set<String> names = new TreeSet<>();
        Repository.read("docs/metrics.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(line ->
                        NAME.matcher(line.split("\\|", -1)[1]).results().forEach(name -> names.add(name.group(1))));
        return names;
    }

    /** Ours among these samples' names, without what the format adds to times. */
    public static Set<String> families(Set<String> samples) {
        Set<String> families = new TreeSet<>();
        samples.stream()
                .filter(name -> name.startsWith("reelay_"))
                .map(name -> PART.matcher(name).replaceFirst(""))
                .forEach(families::add);
        return families;
    }
}
