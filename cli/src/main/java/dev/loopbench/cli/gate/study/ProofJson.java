package dev.loopbench.cli.gate.study;

import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.json.JsonLayout;
import dev.loopbench.reports.json.JsonText;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A proof as a JSON document. Stateless. */
public final class ProofJson {

    private static final String SCHEMA = "loopbench.proof/1";

    private record Document(
            String schema,
            boolean complete,
            boolean passed,
            Comparison.@Nullable Outcome failure,
            Row unchanged,
            List<Row> delayed) {}

    private record Row(
            @Nullable String injected,
            int campaigns,
            int finished,
            int red,
            int tooNoisy,
            double redShareLeast,
            double redShareMost,
            int cells,
            int redCells,
            double redCellsShareMost,
            int medianPairs,
            SortedMap<String, Integer> redByName,
            List<Campaign> details) {

        static Row of(CampaignSeries series) {
            return new Row(
                    series.injected(),
                    series.campaigns().size(),
                    series.finished(),
                    series.red(),
                    series.refused(),
                    series.redShareLeast(),
                    series.redShareMost(),
                    series.cells(),
                    series.redCells(),
                    series.redCellsShareMost(),
                    series.medianPairs(),
                    series.redByName(),
                    series.campaigns().stream().map(Campaign::of).toList());
        }
    }

    private record Campaign(
            String started,
            long durationNanos,
            Comparison.Outcome outcome,
            int pairs,
            List<CellLine> cells) {

        static Campaign of(Comparison comparison) {
            return new Campaign(
                    comparison.started(),
                    comparison.durationNanos(),
                    comparison.outcome(),
                    comparison.pairs().size(),
                    comparison.cells().stream()
                            .filter(CellResult::gated)
                            .map(CellLine::of)
                            .toList());
        }
    }

    private record CellLine(
            String name,
            String verdict,
            int pairs,
            @Nullable Double estimateShare,
            @Nullable Double lowerShare,
            @Nullable Double upperShare,
            @Nullable Double sigmaShare) {

        static CellLine of(CellResult cell) {
            return new CellLine(
                    cell.name(),
                    cell.verdict().words(),
                    cell.observed().pairs(),
                    cell.change().estimateShare(),
                    cell.change().lowerShare(),
                    cell.change().upperShare(),
                    cell.change().sigmaShare());
        }
    }

    private ProofJson() {}

    public static String document(ProofResult result) {
        Document document =
                new Document(
                        SCHEMA,
                        result.complete(),
                        result.passes(),
                        result.failure(),
                        Row.of(result.unchanged()),
                        result.delayed().stream().map(Row::of).toList());
        return JsonText.of(document, new JsonLayout(Set.of("redByName"), Set.of("cells")));
    }
}
