package dev.reelay.catalog;

import java.util.List;

/**
 * The definitions have mistakes, all of which are listed with file, line and column; nothing is served until they are
 * mended.
 */
public final class CatalogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    CatalogException(List<String> problems) {
        super(problems.size() + (problems.size() == 1 ? " mistake" : " mistakes") + " in the catalog:\n"
                + String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    /** Each as {@code file:line:column: what is wrong and what would be right}. */
    public List<String> problems() {
        return problems;
    }
}
