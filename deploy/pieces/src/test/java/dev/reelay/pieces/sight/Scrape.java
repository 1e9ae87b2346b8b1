package dev.reelay.pieces.sight;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What processes tell at one moment, as a scraper keeps it: each sample with the job and instance that told it. */
public final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final List<Sample> samples = new ArrayList<>();

    /** One number with its name and labels. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    /** Adds what a process told in Prometheus' text format; null when it did not answer. */
    public Scrape with(String job, String instance, @Nullable String text) {
        Map<String, String> whose = Map.of("job", job, "instance", instance);
        samples.add(new Sample("up", whose, text == null ? 0 : 1));
        if (text != null) {
            text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .map(line -> sample(line, whose))
                    .forEach(samples::add);
        }
        return this;
    }

    public List<Sample> samples() {
        return samples;
    }

    /** The names of all samples. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        samples.forEach(sample -> names.add(sample.name()));
        return names;
    }

    private static Sample sample(String line, Map<String, String> whose) {
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("no sample: " + line);
        }
        Map<String, String> labels = new HashMap<>(whose);
        Matcher label = LABEL.matcher(sample.group(2) == null ? "" : sample.group(2));
        while (label.find()) {
            labels.put(label.group(1), label.group(2));
        }
        return new Sample(sample.group(1), Map.copyOf(labels), Double.parseDouble(sample.group(3)));
    }
}
