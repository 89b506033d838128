package dev.loopbench.loopcore.workload.catalog;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what a misspelt name may mean. Stateless. */
final class Names {

    private Names() {}

    /** The name most like {@code name}: for a suggestion. The first listed wins a tie. */
    static String nearest(String name, List<String> known) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return known.stream()
                .min(Comparator.comparingInt(each -> editDistance(wanted, each)))
                .orElseThrow();
    }

    /** Levenshtein's: single-letter insertions, deletions and replacements. */
    static int editDistance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j - 1], row[j]));
            }
        }
        return row[to.length()];
    }
}
