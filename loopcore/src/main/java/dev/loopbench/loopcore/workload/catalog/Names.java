package dev.loopbench.loopcore.workload.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds what a misspelt name may mean. Stateless. */
public final class Names {

    /** So many letters of a name tell which one it is the begin or the last word of. */
    private static final int PART_LENGTH_MIN = 3;

    /** One change in so many letters is a slip; more of them are another word. */
    private static final int LETTERS_PER_SLIP = 3;

    private Names() {}

    /**
     * The known name that may be meant: at most a third of the letters are other ones, or {@code
     * name} is its begin or its last word. The first known wins a tie; empty if none is that close.
     */
    public static Optional<String> meant(String name, Collection<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        int most = Math.max(1, wanted.length() / LETTERS_PER_SLIP);
        return known.stream()
                .filter(each -> editDistance(wanted, each) <= most)
                .min(Comparator.comparingInt(each -> editDistance(wanted, each)))
                .or(() -> known.stream().filter(each -> isPart(wanted, each)).findFirst());
    }

    private static boolean isPart(String wanted, String name) {
        return wanted.length() >= PART_LENGTH_MIN
                && (name.startsWith(wanted) || name.endsWith("-" + wanted));
    }

    /**
     * Single-letter insertions, deletions and replacements, and neighbours that changed places
     * (optimal string alignment).
     */
    static int editDistance(String from, String to) {
        int[][] costs = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                costs[i][j] = i == 0 || j == 0 ? i + j : least(costs, from, to, i, j);
            }
        }
        return costs[from.length()][to.length()];
    }

    private static int least(int[][] costs, String from, String to, int i, int j) {
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int least = costs[i - 1][j - 1] + (same ? 0 : 1);
        least = Math.min(least, 1 + Math.min(costs[i - 1][j], costs[i][j - 1]));
        boolean swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, 1 + costs[i - 2][j - 2]) : least;
    }
}
