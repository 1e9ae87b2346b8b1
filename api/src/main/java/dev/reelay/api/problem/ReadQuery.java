package dev.reelay.api.problem;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of an address, and everything that is wrong with them. One that nobody knows is refused, since a mistyped
 * one would be a wish that is not kept.
 */
public final class ReadQuery {
    private static final int LONGEST_NAME = 60;

    private final MultivaluedMap<String, String> given;
    private final List<Problem.Fault> faults = new ArrayList<>();

    public ReadQuery(MultivaluedMap<String, String> given, Collection<String> known) {
        this.given = given;
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                refuse(
                        name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name,
                        "is not known here; there are " + String.join(", ", new TreeSet<>(known)));
            } else if (values.size() > 1) {
                refuse(name, "stands more than once");
            }
        });
    }

    /** The value as it was given; null when there is none. */
    public @Nullable String text(String name) {
        return given.getFirst(name);
    }

    /** How many the parameter {@code limit} wants. */
    public int limit(int usual, int most) {
        String value = text("limit");
        if (value == null) {
            return usual;
        }
        if (!value.matches("[0-9]{1,4}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > most) {
            refuse("limit", "must be an integer from 1 to " + most);
            return usual;
        }
        return Integer.parseInt(value);
    }

    /** Whether a parameter is {@code true}; without it, it is not. */
    public boolean flag(String name) {
        String value = text(name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            refuse(name, "must be true or false");
        }
        return "true".equals(value);
    }

    /** Notes what is wrong with a parameter, or a header that belongs to them. */
    public void refuse(String parameter, String message) {
        faults.add(Problem.Fault.of(parameter, message));
    }

    /** Ends the HTTP request if anything was refused. */
    public void endIfRefused() {
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    Problem.of(ProblemType.INVALID_PARAMETER, "Mend the parameters that are listed.", faults));
        }
    }
}
