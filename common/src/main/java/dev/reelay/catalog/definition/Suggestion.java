package dev.reelay.catalog.definition;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** The known word that somebody probably meant. */
public final class Suggestion {
    private static final int LONGEST = 64;

    private Suggestion() {}

    /** The nearest known word, when it differs by no more than a slip of the keys. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        if (given.length() > LONGEST) {
            return Optional.empty();
        }
        return known.stream()
                .filter(word -> distance(given, word) <= Math.max(1, word.length() / 3))
                .min(Comparator.comparingInt(word -> distance(given, word)));
    }

    /** How many slips: a letter more, less, wrong, or two that changed places. */
    private static int distance(String one, String other) {
        int[][] slips = new int[one.length() + 1][other.length() + 1];
        for (int row = 0; row <= one.length(); row++) {
            for (int column = 0; column <= other.length(); column++) {
                slips[row][column] = Math.min(row, column) == 0 ? row + column : fewest(slips, one, row, other, column);
            }
        }
        return slips[one.length()][other.length()];
    }

    private static int fewest(int[][] slips, String one, int row, String other, int column) {
        int wrong = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
        int least = Math.min(
                slips[row - 1][column - 1] + wrong, 1 + Math.min(slips[row - 1][column], slips[row][column - 1]));
        boolean swapped = row > 1
                && column > 1
                && one.charAt(row - 1) == other.charAt(column - 2)
                && one.charAt(row - 2) == other.charAt(column - 1);
        return swapped ? Math.min(least, slips[row - 2][column - 2] + 1) : least;
    }
}
