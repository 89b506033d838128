package dev.loopbench.cli.gate.study;

import dev.loopbench.reports.gate.decide.FamilyChoice;
import dev.loopbench.reports.gate.decide.LookLevels;
import dev.loopbench.reports.gate.decide.Rules;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.CellResult;
import dev.loopbench.reports.gate.model.Comparison;
import dev.loopbench.reports.gate.model.Dimension;
import dev.loopbench.reports.gate.model.Margins;
import dev.loopbench.reports.gate.model.UnknownCellException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes of a comparison of base with itself what a gate could find on this machine. Immutable.
 *
 * @param comparison its pairs are all controls
 * @param cells the figures that would be gated, those that can be by name, and then those that
 *     cannot be
 * @param grade of the median cell that is timed
 */
public record NoiseStudy(Comparison comparison, List<NoisyCell> cells, Grade grade) {

    /**
     * How one figure scatters where nothing has changed. Shares are of the figure's value.
     *
     * @param sigmaShare standard deviation over pairs
     * @param biasShare the change that base shows against itself
     * @param detectableShares by the number of pairs, the smallest change found in nine of ten
     *     campaigns; null where so many pairs cannot tell
     * @param marginShare that a gate should allow here
     * @param reason why the figure cannot be gated here; null if it can
     */
    public record NoisyCell(
            String name,
            boolean counter,
            @Nullable Double sigmaShare,
            @Nullable Double biasShare,
            SortedMap<Integer, @Nullable Double> detectableShares,
            @Nullable Double marginShare,
            @Nullable String reason) {

        public boolean gateable() {
            return reason == null;
        }
    }

    /** The looks of a campaign of usual length. */
    static final List<Integer> PAIRS = List.of(12, 20, 30);

    /** A margin leaves room for twice what base shows against itself. */
    private static final double BIAS_ROOM = 2;

    private static final double STEP_OF_TIMES = 0.01;
    private static final double STEP_OF_COUNTERS = 0.001;

    public static NoiseStudy of(Comparison comparison, Rules rules, Margins margins) {
        List<CellResult> gated = comparison.cells().stream().filter(CellResult::gated).toList();
        LookLevels levels = new LookLevels(rules, 0, Math.max(1, gated.size()));
        List<NoisyCell> cells = new ArrayList<>();
        Map<String, String> dropped = new TreeMap<>();
        comparison.droppedCells().forEach(cell -> dropped.put(cell.name(), cell.reason()));
        gated.forEach(result -> cells.add(studied(result, levels, margins)));
        comparison.cells().stream()
                .filter(result -> !result.gated() && result.reason() == null)
                .filter(result -> !dropped.containsKey(result.name()))
                .filter(NoiseStudy::isPercentile)
                .map(result -> studied(result, levels, margins))
                .forEach(cells::add);
        dropped.forEach((name, reason) -> cells.add(dropped(name, reason, comparison)));
        comparison.cells().stream()
                .filter(result -> !result.gated() && result.reason() != null)
                .filter(result -> !dropped.containsKey(result.name()))
                .filter(NoiseStudy::isOfForks)
                .map(NoiseStudy::unfit)
                .forEach(cells::add);
        return new NoiseStudy(comparison, List.copyOf(cells), Grade.of(medianSigma(cells)));
    }

    private static boolean isPercentile(CellResult result) {
        return result.name().matches(".*\\.p[0-9.]+");
    }

    private static NoisyCell dropped(String name, String reason, Comparison comparison) {
        Optional<CellResult> measured =
                comparison.cells().stream().filter(c -> c.name().equals(name)).findFirst();
        return new NoisyCell(
                name,
                measured.map(cell -> cell.definition().counter()).orElse(false),
                measured.map(cell -> cell.change().sigmaShare()).orElse(null),
                measured.map(cell -> cell.change().estimateShare()).orElse(null),
                new TreeMap<>(),
                null,
                reason);
    }

    /** Extremes and faults are for limits, on no machine for a gate. */
    private static boolean isOfForks(CellResult result) {
        boolean countsFaults =
                result.definition().dimension() == Dimension.COUNT
                        && !result.definition().counter();
        return !result.name().endsWith(".max") && !countsFaults;
    }

    private static NoisyCell studied(CellResult result, LookLevels levels, Margins margins) {
        Double sigmaShare = result.change().sigmaShare();
        if (sigmaShare == null || result.change().estimateShare() == null) {
            return unfit(result);
        }
        double marginShare = margin(result, margins);
        SortedMap<Integer, @Nullable Double> detectable = new TreeMap<>();
        for (int pairs : PAIRS) {
            detectable.put(pairs, detectable(pairs, marginShare, sigmaShare, levels));
        }
        Double finest = detectable.get(PAIRS.get(PAIRS.size() - 1));
        String reason = result.reason();
        if (reason == null && (finest == null || finest > FamilyChoice.COARSEST_SHARE)) {
            reason = "it scatters too much: 30 pairs do not find a change of a quarter";
        }
        return new NoisyCell(
                result.name(),
                result.definition().counter(),
                sigmaShare,
                result.change().estimateShare(),
                Collections.unmodifiableSortedMap(detectable),
                marginShare,
                reason);
    }

    private static NoisyCell unfit(CellResult result) {
        String reason = result.reason();
        return new NoisyCell(
                result.name(),
                result.definition().counter(),
                result.change().sigmaShare(),
                result.change().estimateShare(),
                new TreeMap<>(),
                null,
                reason == null ? "no pair has it on both sides" : reason);
    }

    private static @Nullable Double detectable(
            int pairs, double marginShare, double sigmaShare, LookLevels levels) {
        double excess = levels.detectableExcess(Math.log1p(sigmaShare), pairs);
        double share = Math.expm1(Math.log1p(marginShare) + excess);
        return Double.isFinite(share) ? share : null;
    }

    /** Rounded up to what people write. */
    private static double margin(CellResult result, Margins margins) {
        double bias =
                result.change().estimateShare() == null
                        ? 0
                        : Math.abs(result.change().estimateShare());
        double step = result.definition().counter() ? STEP_OF_COUNTERS : STEP_OF_TIMES;
        double room = Math.ceil(bias * BIAS_ROOM / step) * step;
        return Math.max(room, usual(result, margins));
    }

    private static double usual(CellResult result, Margins margins) {
        try {
            return margins.of(Cell.named(result.name()));
        } catch (UnknownCellException impossible) {
            throw new IllegalStateException("it was measured", impossible);
        }
    }

    private static double medianSigma(List<NoisyCell> cells) {
        double[] sigmas =
                cells.stream()
                        .filter(cell -> cell.marginShare() != null && !cell.counter())
                        .map(NoisyCell::sigmaShare)
                        .filter(sigma -> sigma != null)
                        .mapToDouble(Double::doubleValue)
                        .sorted()
                        .toArray();
        return sigmas.length == 0 ? Double.NaN : sigmas[sigmas.length / 2];
    }
}
