package dev.reelay.request;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a caller may have meant. */
public final class Suggest {
    private static final int MOST = 3;
    private static final int LONGEST = 200;

    private Suggest() {}

    /** {@code ; did you mean "a" or "b"?}, or the other words when nothing is near. */
    public static String phrase(String given, Collection<String> known, String otherwise) {
        List<String> near = near(given, known);
        return near.isEmpty()
                ? otherwise
                : "; did you mean "
                        + String.join(" or ", near.stream().map(Suggest::quoted).toList()) + "?";
    }

    /** The nearest of the known words, nearest first: few letters apart, or one holds the other. */
    static List<String> near(String given, Collection<String> known) {
        if (given.isBlank() || given.length() > LONGEST) {
            return List.of();
        }
        String wanted = given.toLowerCase(Locale.ROOT);
        return known.stream()
                .filter(word -> distance(wanted, word) <= Math.max(2, word.length() / 4) || holds(wanted, word))
                .sorted(Comparator.comparingInt((String word) -> distance(wanted, word))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .toList();
    }

    /** A word of the caller, short enough to be said back. */
    public static String quoted(String word) {
        return '"' + (word.length() > 60 ? word.substring(0, 60) + "…" : word) + '"';
    }

    private static boolean holds(String one, String other) {
        return Math.min(one.length(), other.length()) > 3 && (one.contains(other) || other.contains(one));
    }

    /** Levenshtein's. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[other.length()];
    }
}
