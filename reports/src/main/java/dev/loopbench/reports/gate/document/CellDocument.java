package dev.loopbench.reports.gate.document;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.CellResult.Change;
import dev.loopbench.reports.gate.model.CellResult.Confirmation;
import dev.loopbench.reports.gate.model.CellResult.Definition;
import dev.loopbench.reports.gate.model.CellResult.Observed;
import dev.loopbench.reports.gate.model.Dimension;
import dev.loopbench.reports.gate.model.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.util.StdConverter;

/**
 * A {@link CellResult} as its document has it, one object with the schema's keys in their order.
 * Immutable.
 */
record CellDocument(
        String name,
        boolean gated,
        boolean counter,
        Dimension unit,
        boolean lowerIsBetter,
        @Nullable Double marginShare,
        Verdict verdict,
        @Nullable String reason,
        int pairs,
        @Nullable Double baseMedian,
        @Nullable Double headMedian,
        @Nullable Double estimateShare,
        @Nullable Double lowerShare,
        @Nullable Double upperShare,
        @Nullable Double level,
        @Nullable Double pValue,
        @Nullable Double sigmaShare,
        @Nullable Double detectableShare,
        @Nullable Double controlShare,
        @Nullable Confirmation confirmation) {

    static final class Of extends StdConverter<CellResult, CellDocument> {
        @Override
        public CellDocument convert(CellResult cell) {
            Definition definition = cell.definition();
            Observed observed = cell.observed();
            Change change = cell.change();
            return new CellDocument(
                    definition.name(),
                    definition.gated(),
                    definition.counter(),
                    definition.dimension(),
                    definition.lowerIsBetter(),
                    definition.marginShare(),
                    cell.verdict(),
                    cell.reason(),
                    observed.pairs(),
                    observed.baseMedian(),
                    observed.headMedian(),
                    change.estimateShare(),
                    change.lowerShare(),
                    change.upperShare(),
                    change.level(),
                    change.pValue(),
                    change.sigmaShare(),
                    change.detectableShare(),
                    change.controlShare(),
                    cell.confirmation());
        }
    }

    static final class Back extends StdConverter<CellDocument, CellResult> {
        @Override
        public CellResult convert(CellDocument cell) {
            return new CellResult(
                    new Definition(
                            cell.name,
                            cell.gated,
                            cell.counter,
                            cell.unit,
                            cell.lowerIsBetter,
                            cell.marginShare),
                    cell.verdict,
                    cell.reason,
                    new Observed(cell.pairs, cell.baseMedian, cell.headMedian),
                    new Change(
                            cell.estimateShare,
                            cell.lowerShare,
                            cell.upperShare,
                            cell.level,
                            cell.pValue,
                            cell.sigmaShare,
                            cell.detectableShare,
                            cell.controlShare),
                    cell.confirmation);
        }
    }
}
