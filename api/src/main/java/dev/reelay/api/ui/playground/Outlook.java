package dev.reelay.api.ui.playground;

import dev.reelay.api.problem.Problem;
import dev.reelay.api.request.Estimate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would become of the form as it is filled in now: an estimate, or what is wrong with it.
 *
 * @param fields each with what is wrong with it
 * @param code the same request elsewhere
 */
public record Outlook(
        @Nullable Estimate estimate, @Nullable Problem problem, List<Checked> fields, List<CodeSample> code) {
    public Outlook {
        fields = List.copyOf(fields);
        code = List.copyOf(code);
    }

    /** A field and what is wrong with it; empty when nothing is. */
    public record Checked(String name, String objection) {}

    static Outlook fine(Estimate estimate, List<FormField> fields, List<CodeSample> code) {
        return new Outlook(
                estimate,
                null,
                fields.stream().map(field -> new Checked(field.name(), "")).toList(),
                code);
    }

    static Outlook wrong(Problem problem, List<FormField> fields, List<CodeSample> code) {
        return new Outlook(
                null,
                problem,
                fields.stream()
                        .map(field -> new Checked(field.name(), objection(problem, field.name())))
                        .toList(),
                code);
    }

    private static String objection(Problem problem, String field) {
        String at = "/input/" + field;
        return problem.errors().stream()
                .filter(fault -> fault.pointer() != null
                        && (fault.pointer().equals(at) || fault.pointer().startsWith(at + "/")))
                .map(Problem.Fault::message)
                .findFirst()
                .map(Outlook::sentence)
                .orElse("");
    }

    private static String sentence(String message) {
        return message.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + message.substring(1) + ".";
    }
}
