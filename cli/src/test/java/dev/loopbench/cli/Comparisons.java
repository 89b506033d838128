package dev.loopbench.cli;

import dev.loopbench.probes.result.Tool;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Comparison.DroppedCell;
import dev.loopbench.reports.gate.model.Comparison.Outcome;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Comparison.Side;
import dev.loopbench.reports.gate.model.Comparison.Terms;
import dev.loopbench.reports.gate.model.Dimension;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import dev.loopbench.reports.gate.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Comparisons as campaigns give them, with no more in them than tests ask for. */
public final class Comparisons {

    private static final Tool TOOL = new Tool("loopbench", "1.0", "abc");

    private Comparisons() {}

    /** One with so many pairs; what it came to tells whether it came to its end. */
    public static Comparison of(OutcomeKind kind, int pairs, CellResult... cells) {
        boolean complete =
                switch (kind) {
                    case FAILED, WRONG_RESULT, INTERRUPTED, GOING_ON, TOO_NOISY, NOT_COMPARABLE ->
                            false;
                    default -> true;
                };
        return of(kind, complete, pairs, cells);
    }

    /** One whose campaign chose its cells. */
    public static Comparison dropping(DroppedCell dropped, CellResult... cells) {
        return of(OutcomeKind.INCONCLUSIVE, true, 20, List.of(dropped), cells);
    }

    /** One that found at its end that base had moved as well. */
    public static Comparison untrusted(int pairs) {
        return of(OutcomeKind.TOO_NOISY, true, pairs, gated("response.p50", Verdict.UNTRUSTED));
    }

    private static Comparison of(
            OutcomeKind kind, boolean complete, int pairs, CellResult... cells) {
        return of(kind, complete, pairs, null, cells);
    }

    private static Comparison of(
            OutcomeKind kind,
            boolean complete,
            int pairs,
            @Nullable List<DroppedCell> dropped,
            CellResult... cells) {
        List<Pair> measured = new ArrayList<>();
        Sample nothing = new Sample(new TreeMap<>(), new TreeMap<>(), null);
        for (int pair = 0; pair < pairs; pair++) {
            measured.add(new Pair(pair, Stage.LOOK, false, List.of(), nothing, nothing));
        }
        Side side = new Side(List.of("run"), List.of(), TOOL, null, null, List.of());
        return new Comparison(
                Comparison.SCHEMA,
                new Comparison.Origin(TOOL, Comparison.Method.AB, "id", "2026-01-01T00:00:00Z"),
                new Comparison.State(
                        1_000_000_000,
                        complete,
                        new Outcome(kind, 0, "So it came to " + kind.word() + ".")),
                new Comparison.Agreement(
                        new Terms(0.01, List.of(), 1, 8, 1, null, List.of()), null),
                new Comparison.Sides(side, side, List.of()),
                new Comparison.Judged(List.of(cells), dropped, null),
                List.copyOf(measured),
                List.of());
    }

    /** A gated cell. */
    public static CellResult gated(String name, Verdict verdict) {
        return cell(name, true, verdict, 0.02, 0.001, null);
    }

    public static CellResult cell(
            String name,
            boolean gated,
            Verdict verdict,
            double sigmaShare,
            double estimateShare,
            @Nullable String reason) {
        return new CellResult(
                new CellResult.Definition(
                        name,
                        gated,
                        name.startsWith("loop.it"),
                        Dimension.NANOS,
                        true,
                        gated ? (Double) 0.03 : null),
                verdict,
                reason,
                new CellResult.Observed(20, 1e6, 1e6),
                new CellResult.Change(
                        estimateShare,
                        estimateShare - 0.01,
                        estimateShare + 0.01,
                        0.01,
                        null,
                        sigmaShare,
                        null,
                        null),
                null);
    }
}
