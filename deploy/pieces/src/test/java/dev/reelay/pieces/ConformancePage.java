package dev.reelay.pieces;

import dev.reelay.pieces.ConformanceRun.Turn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of docs that shows how every case ended at every provider. */
final class ConformancePage {
    private static final String HEAD = """
            # How requests end

            Every provider's definition is driven through these cases against the simulator, by the real api and worker
            (`ConformanceIT`, which also writes this page). A cell tells how the request ended and its error's class; the state of
            its last attempt; and submits/renders/charges on the provider's bill. "owed" stands where the error says that money
            is owed, "owed?" where it may be. `added` is a provider that the test adds by a file alone. What is covered, what
            differs and what cannot be told apart where clients of providers call Reelay stands on the [page of drop-ins](drop-in.md).

            """;

    private ConformancePage() {}

    static String of(List<ConformanceSubject> subjects, Map<Turn, String> ends) {
        StringBuilder page = new StringBuilder(HEAD).append("| case |");
        subjects.forEach(subject -> page.append(' ').append(subject.name()).append(" |"));
        page.append("\n| --- |").append(" --- |".repeat(subjects.size())).append('\n');
        Map<String, StringBuilder> rows = new LinkedHashMap<>();
        ends.forEach(
                (turn, end) -> rows.computeIfAbsent(turn.each().name(), name -> new StringBuilder("| " + name + " |"))
                        .append(' ')
                        .append(end)
                        .append(" |"));
        rows.values().forEach(row -> page.append(row).append('\n'));
        return page.toString();
    }
}
