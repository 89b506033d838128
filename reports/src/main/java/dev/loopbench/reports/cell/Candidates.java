package dev.loopbench.reports.cell;

import dev.loopbench.probes.result.Config;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What is worth gating where nobody has named it. Stateless. */
final class Candidates {

    /** Each cell more costs pairs: they share one budget of false alarms. */
    private static final int CELLS_MOST = 10;

    /** Counters of equal runs differ by no more. */
    private static final double COUNTERS_AGREE = 1.005;

    private static final List<Figure> DISTRIBUTED =
            List.of(
                    new LegFigure(OperationLeg.RESPONSE, Statistic.P50),
                    new LegFigure(OperationLeg.RESPONSE, Statistic.P90),
                    new LegFigure(OperationLeg.RESPONSE, Statistic.P99),
                    new LegFigure(OperationLeg.SERVICE, Statistic.P50),
                    new LegFigure(OperationLeg.SERVICE, Statistic.P99),
                    new LegFigure(OperationLeg.WAIT, Statistic.P50),
                    new LegFigure(OperationLeg.WAIT, Statistic.P99),
                    new DelayFigure(Statistic.P99));

    private Candidates() {}

    /** At most {@link #CELLS_MOST}, the most telling ones first. */
    static List<Cell> fitIn(List<Report> trials) {
        if (trials.isEmpty()) {
            return List.of();
        }
        List<Cell> candidates = candidates(trials.get(0).config().load());
        List<List<Reading>> readings =
                trials.stream()
                        .map(t -> Cell.readings(candidates, t, Fitness.WITH_ROOM_TO_SPARE))
                        .toList();
        return IntStream.range(0, candidates.size())
                .filter(
                        i ->
                                isFit(
                                        candidates.get(i),
                                        readings.stream().map(r -> r.get(i)).toList()))
                .mapToObj(candidates::get)
                .limit(CELLS_MOST)
                .toList();
    }

    private static List<Cell> candidates(Config.LoadConfig load) {
        List<Cell> candidates = new ArrayList<>();
        // An open load is as fast as it was told to be.
        if (load.jobs() != null && !load.model().equals("open")) {
            candidates.add(Cell.of(RunFigure.MAKESPAN));
        } else if (load.model().equals("closed")) {
            candidates.add(Cell.of(RateFigure.THROUGHPUT));
        }
        DISTRIBUTED.forEach(figure -> candidates.add(Cell.of(figure)));
        RunFigure.counters().forEach(figure -> candidates.add(Cell.of(figure)));
        return candidates;
    }

    private static boolean isFit(Cell cell, List<Reading> readings) {
        return readings.stream().allMatch(Reading::gateable)
                && (!cell.isCounter() || agree(readings));
    }

    /** One run alone cannot tell whether a counter is exact. */
    private static boolean agree(List<Reading> readings) {
        DoubleSummaryStatistics values =
                readings.stream()
                        .map(Reading::value)
                        .filter(Objects::nonNull)
                        .mapToDouble(Double::doubleValue)
                        .summaryStatistics();
        return readings.size() > 1 && values.getMax() <= values.getMin() * COUNTERS_AGREE;
    }
}
