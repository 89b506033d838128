package dev.loopbench.loopcore.workload;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The workloads that can be chosen by name, in the order in which they are listed. Immutable. */
public final class WorkloadCatalog {

    private final List<WorkloadType> types;

    WorkloadCatalog(List<WorkloadType> types) {
        this.types = List.copyOf(types);
    }

    public static WorkloadCatalog builtIn() {
        return new WorkloadCatalog(List.of(new Pbkdf2Type(), new FileReadType(), new FloodType()));
    }

    public List<WorkloadType> types() {
        return types;
    }

    public Optional<WorkloadType> find(String name) {
        return types.stream().filter(type -> type.name().equals(name)).findFirst();
    }

    /** The name most like {@code name}: for a suggestion. The first listed wins a tie. */
    public String nearest(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return types.stream()
                .map(WorkloadType::name)
                .min(Comparator.comparingInt(known -> editDistance(wanted, known)))
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
