package dev.loopbench.reports.gate.decide;

import dev.loopbench.reports.gate.statistics.Shift;
import dev.loopbench.reports.gate.statistics.SignedRank;
import java.util.ArrayList;
import java.util.List;

/** The differences of all pairs of one stage. Confined to one thread. */
final class Differences {

    private final List<double[]> pairs = new ArrayList<>();
    private final int cells;
    private SignedRank chance = SignedRank.of(0);

    Differences(int cells) {
        this.cells = cells;
    }

    void add(double[] differences) {
        pairs.add(differences.clone());
    }

    int size() {
        return pairs.size();
    }

    /** One for each cell. */
    List<Shift> shifts() {
        if (chance.pairs() != pairs.size()) {
            chance = SignedRank.of(pairs.size());
        }
        List<Shift> shifts = new ArrayList<>();
        for (int cell = 0; cell < cells; cell++) {
            shifts.add(Shift.paired(of(cell), chance));
        }
        return shifts;
    }

    private double[] of(int cell) {
        return pairs.stream().mapToDouble(pair -> pair[cell]).toArray();
    }
}
