package dev.reelay.catalog;

import dev.reelay.catalog.Provider.Call;
import dev.reelay.catalog.definition.Part.Scalar;
import dev.reelay.catalog.definition.Section;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The value of a key {@code call}, as {@code GET /requests/{id}/status}: every variable is one that is filled. */
final class CallValue {
    private static final Pattern CALL = Pattern.compile("(GET|POST|PUT|DELETE|PATCH) (/\\S*)");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]*)}");

    private CallValue() {}

    static Call read(Section section, Set<String> variables, boolean withId) {
        Set<String> known = new TreeSet<>(variables);
        known.add("model");
        if (withId) {
            known.add("id");
        }
        return section.scalar(
                "call",
                "a method and a path, such as GET /requests/{id}",
                new Call("GET", "/"),
                scalar -> call(section, scalar, known));
    }

    private static Optional<Call> call(Section section, Scalar scalar, Set<String> known) {
        Matcher matcher = CALL.matcher(scalar.text());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Matcher variable = VARIABLE.matcher(matcher.group(2));
        while (variable.find()) {
            if (!known.contains(variable.group(1))) {
                section.problems()
                        .add(
                                scalar.place(),
                                "`call` has the unknown variable {" + variable.group(1) + "}; known here: "
                                        + String.join(", ", known));
            }
        }
        return Optional.of(new Call(matcher.group(1), matcher.group(2)));
    }
}
