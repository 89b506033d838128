package dev.loopbench.cli.comparison;

import dev.loopbench.reports.cell.Cell;
import dev.loopbench.reports.comparison.Comparison.CellResult;
import dev.loopbench.reports.gate.Judgement;
import dev.loopbench.reports.gate.Verdict;
import dev.loopbench.reports.statistics.Shift;
import org.jspecify.annotations.Nullable;

/**
 * One figure of two sides as a result: shares in its own direction, null where nothing is known.
 */
record SavedCell(Cell cell, SavedSide base, SavedSide head) {

    CellResult judged(
            Judgement judgement, double margin, Verdict verdict, @Nullable String reason) {
        return new CellResult(
                cell.name(),
                true,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                margin,
                verdict.words(),
                reason,
                judgement.pairs(),
                median(base),
                median(head),
                change(judgement.estimate()),
                change(cell.lowerIsBetter() ? judgement.lower() : judgement.upper()),
                change(cell.lowerIsBetter() ? judgement.upper() : judgement.lower()),
                judgement.level(),
                judgement.pValue(),
                share(judgement.sigma()),
                share(judgement.detectable()),
                null,
                null);
    }

    CellResult information(Shift shift, double level) {
        double lower = shift.lowerBound(level);
        double upper = shift.upperBound(level);
        return new CellResult(
                cell.name(),
                false,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                null,
                Verdict.INFORMATION.words(),
                null,
                shift.size(),
                median(base),
                median(head),
                change(shift.estimate()),
                change(cell.lowerIsBetter() ? lower : upper),
                change(cell.lowerIsBetter() ? upper : lower),
                level,
                null,
                share(shift.sigma()),
                null,
                null,
                null);
    }

    CellResult missing(double margin, String reason) {
        return new CellResult(
                cell.name(),
                true,
                cell.isCounter(),
                cell.dimension().unit(),
                cell.lowerIsBetter(),
                margin,
                Verdict.INCONCLUSIVE.words(),
                reason,
                Math.min(base.values(cell).length, head.values(cell).length),
                median(base),
                median(head),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private @Nullable Double median(SavedSide side) {
        double[] values = side.values(cell);
        return values.length == 0 ? null : SavedSide.median(values);
    }

    private @Nullable Double change(double difference) {
        return Double.isFinite(difference) ? cell.changeShare(difference) : null;
    }

    private static @Nullable Double share(double log) {
        double share = Math.expm1(log);
        return Double.isFinite(share) ? share : null;
    }
}
