package dev.loopbench.reports.gate.document;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.reports.gate.model.Comparison.CellResult;
import dev.loopbench.reports.text.Page;
import dev.loopbench.reports.text.Tone;
import java.util.Comparator;
import java.util.List;

/** The figures: all that were gated, then those of the others that changed visibly. Stateless. */
final class CellSection {

    private static final int MAX_OTHERS = 12;

    private CellSection() {}

    static void write(List<CellResult> cells, Page page) {
        List<CellResult> gated = cells.stream().filter(CellResult::gated).toList();
        if (!gated.isEmpty()) {
            page.gap();
            new CellTable("Gated", gated, page).write();
        }
        List<CellResult> others = cells.stream().filter(cell -> !cell.gated()).toList();
        List<CellResult> changed =
                others.stream()
                        .filter(CellWords::hasChanged)
                        .sorted(Comparator.comparingDouble(CellSection::size).reversed())
                        .toList();
        List<CellResult> shown = changed.subList(0, Math.min(changed.size(), MAX_OTHERS));
        if (!shown.isEmpty()) {
            page.gap();
            new CellTable("Not gated", shown, page).write();
        }
        rest(changed.size() - shown.size(), others.size() - changed.size(), page);
    }

    private static void rest(int changed, int unchanged, Page page) {
        if (changed > 0) {
            String text = Numbers.count(changed, "more figure") + " with a smaller change";
            page.prose(page.line("  "), page.line(Tone.FAINT, text));
        }
        if (unchanged > 0) {
            String text = Numbers.count(unchanged, "more figure") + " without a visible change";
            page.prose(page.line("  "), page.line(Tone.FAINT, text));
        }
    }

    private static double size(CellResult cell) {
        Double estimate = cell.estimateShare();
        return estimate == null ? 0 : Math.abs(estimate);
    }
}
