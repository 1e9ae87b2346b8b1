package dev.reelay.catalog.definition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything found wrong while reading: readers go on with a stand-in value, so that one start tells all mistakes. */
public final class Problems {
    private record Problem(Place place, String message) {}

    private final List<Problem> found = new ArrayList<>();

    /** What is wrong here, and what would be right. */
    public void add(Place place, String message) {
        found.add(new Problem(place, message));
    }

    /** How many there are so far: a reader that finds the number unchanged has read well. */
    public int count() {
        return found.size();
    }

    /** Each as {@code file:line:column: message}, in the order of the files. */
    public List<String> lines() {
        return found.stream()
                .sorted(Comparator.comparing(Problem::place))
                .map(problem -> problem.place() + ": " + problem.message())
                .distinct()
                .toList();
    }
}
