package dev.loopbench.cli.gate.measure;

import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Cell.Reading;
import dev.loopbench.reports.gate.model.Comparison.Conditions;
import dev.loopbench.reports.gate.model.Comparison.Pair;
import dev.loopbench.reports.gate.model.Comparison.Sample;
import dev.loopbench.reports.gate.model.Fitness;
import dev.loopbench.reports.gate.model.OutcomeKind;
import dev.loopbench.reports.gate.model.Stage;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Measures one pair after the other: two fresh forks each, both anew where the machine was busy
 * with other things. Confined to the main thread.
 */
final class PairMeasurement {

    private final CheckedForks forks;
    private final ForkOrder order;
    private final QuietWait quiet;
    private final Fitness fitness;
    private final CampaignListener listener;

    /**
     * @param seed of the order of forks
     * @param fitness of gated cells
     */
    PairMeasurement(
            CheckedForks forks,
            long seed,
            QuietWait quiet,
            Fitness fitness,
            CampaignListener listener) {
        this.forks = forks;
        this.order = new ForkOrder(seed);
        this.quiet = quiet;
        this.fitness = fitness;
        this.listener = listener;
    }

    /**
     * @param index of the pair in its campaign
     * @param gated cells that both forks must have
     */
    Pair measure(Stage stage, int index, List<Cell> gated) throws CampaignEndedException {
        boolean headFirst = order.headFirst(stage);
        List<String> reasons = new ArrayList<>();
        while (true) {
            quiet.begins();
            Attempt attempt = new Attempt(stage, index, gated);
            attempt.run(headFirst ? Side.HEAD : Side.BASE);
            if (attempt.disturbance().isEmpty()) {
                attempt.run(headFirst ? Side.BASE : Side.HEAD);
            }
            Optional<String> disturbance = attempt.disturbance();
            if (disturbance.isEmpty()) {
                quiet.undisturbed();
                return attempt.pair(headFirst, reasons);
            }
            reasons.add(disturbance.get());
            listener.redone(stage, disturbance.get());
            quiet.disturbed(disturbance.get());
        }
    }

    /** Two forks, until one of them is found to be invalid. */
    private final class Attempt {

        private final Stage stage;
        private final int index;
        private final List<Cell> gated;
        private final List<Sample> samples = new ArrayList<>();
        private String disturbance = "";

        Attempt(Stage stage, int index, List<Cell> gated) {
            this.stage = stage;
            this.index = index;
            this.gated = gated;
        }

        void run(Side side) throws CampaignEndedException {
            String pair = "pair " + (index + 1) + " (" + stage.word() + ")";
            // In a control both are base, and the side is no more than a place.
            Side command = stage == Stage.CONTROL ? Side.BASE : side;
            Report report = forks.run(command, pair);
            ForkConditions conditions = ForkConditions.of(report);
            disturbance =
                    conditions.disturbance().map(what -> side.word() + ": " + what).orElse("");
            Sample sample = sample(report, conditions.conditions());
            requireGated(sample, "the " + command.word() + " fork of " + pair);
            samples.add(sample);
        }

        Optional<String> disturbance() {
            return disturbance.isEmpty() ? Optional.empty() : Optional.of(disturbance);
        }

        Pair pair(boolean headFirst, List<String> reasons) {
            return new Pair(
                    index,
                    stage,
                    headFirst,
                    List.copyOf(reasons),
                    samples.get(headFirst ? 1 : 0),
                    samples.get(headFirst ? 0 : 1));
        }

        /**
         * Every figure the report has, and of those and the gated ones why one is missing or must
         * not be gated.
         */
        private Sample sample(Report report, Conditions conditions) {
            Set<Cell> others = new LinkedHashSet<>(Cell.in(report));
            gated.forEach(others::remove);
            List<Cell> cells = new ArrayList<>(gated);
            cells.addAll(others);
            List<Reading> readings = new ArrayList<>(Cell.readings(gated, report, fitness));
            readings.addAll(Cell.readings(List.copyOf(others), report));
            return Sample.of(cells, readings, conditions);
        }

        /** A value that is missing, or 0 and without a ratio, is no reason to pass. */
        private void requireGated(Sample sample, String fork) throws CampaignEndedException {
            for (Cell cell : gated) {
                Double value = sample.values().get(cell.name());
                if (value == null || value <= 0) {
                    String reason = sample.missing().get(cell.name());
                    throw new CampaignEndedException(
                            OutcomeKind.FAILED,
                            fork
                                    + " has no "
                                    + cell.name()
                                    + " to compare"
                                    + (reason == null ? "" : ": " + reason));
                }
            }
        }
    }

    /**
     * Which side of a pair goes first: by coin, but of each two pairs of a stage one each way, so
     * that neither side has the better place.
     */
    private static final class ForkOrder {

        private final Random coin;

        /** What the second of two pairs is to be, where the first has been given. */
        private final Map<Stage, Boolean> second = new EnumMap<>(Stage.class);

        ForkOrder(long seed) {
            coin = new Random(seed);
        }

        /** Of the next pair of that stage. */
        boolean headFirst(Stage stage) {
            Boolean owed = second.remove(stage);
            if (owed != null) {
                return owed;
            }
            boolean first = coin.nextBoolean();
            second.put(stage, !first);
            return first;
        }
    }
}
