package dev.reelay.pieces.sight;

import dev.reelay.processes.Repository;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The metrics that docs/metrics.md tells of. */
public final class MetricsPage {
    private static final Pattern NAME = Pattern.compile("`(reelay_[a-z_]+)`");
    private static final Pattern OF_MAXIMUM = Pattern.compile("(?:max(?: by \\([^)]*\\) )?|absent)\\(reelay_\\w+");
    private static final Pattern PART = Pattern.compile("_(?:count|sum|max|bucket)$");

    private MetricsPage() {}

    public static Set<String> names() throws IOException {
        return names(teller -> true);
    }

    private static Set<String> names(Predicate<String> toldBy) throws IOException {
        Set<String> names = new TreeSet<>();
        Repository.read("docs/metrics.md")
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> toldBy.test(cells[3].strip()))
                .forEach(cells -> NAME.matcher(cells[1]).results().forEach(name -> names.add(name.group(1))));
        return names;
    }

    /** Those of the whole installation that an expression takes by anything but their maximum. */
    public static Set<String> addedUp(String expression) throws IOException {
        Set<String> names = names("relay"::equals);
        names.removeIf(name -> Pattern.compile(name + "\\b")
                .matcher(OF_MAXIMUM.matcher(expression).replaceAll(""))
                .results()
                .findAny()
                .isEmpty());
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
