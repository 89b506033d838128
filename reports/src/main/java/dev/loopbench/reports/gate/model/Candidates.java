package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Load;
import dev.loopbench.probes.result.Report;
import dev.loopbench.reports.gate.model.Cell.Reading;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is worth gating where nobody has named it. Stateless. */
public final class Candidates {

    /**
     * A cell that a campaign may gate though nobody has named it.
     *
     * @param isMain whether a campaign is worth its time with it alone: the pace, the mean
     *     response, the mean service
     * @param reason why it cannot be gated, as far as one fork of either side tells; null if it can
     */
    public record Candidate(Cell cell, boolean isMain, @Nullable String reason) {}

    /** Each cell more costs pairs: they share one budget of false alarms. */
    private static final int CELLS_MOST = 10;

    /** Counters of equal runs differ by no more. */
    private static final double COUNTERS_AGREE = 1.005;

    /** Waking a thread and being scheduled takes as long on a machine with nothing else to do. */
    private static final double WAKE_NANOS = 100_000;

    /** A leg this small cannot move the response by its margin, whatever becomes of it. */
    private static final double WAKE_SHARE = 0.01;

    private static final List<Statistic> OF_LEGS = List.of(Statistic.MEAN, Statistic.P50);

    private static final List<OperationLeg> LEGS =
            List.of(
                    OperationLeg.RESPONSE,
                    OperationLeg.SERVICE,
                    OperationLeg.WAIT,
                    OperationLeg.RETURN);

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

    /**
     * Fit for a gate in all of these reports (several forks of one side or both) with room to
     * spare: at most {@link #CELLS_MOST}, the most telling ones first.
     */
    public static List<Cell> fitIn(List<Report> trials) {
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

    /**
     * What a campaign may gate, each with what speaks against it in a first fork of either side.
     * How far they scatter is for a pilot to show.
     *
     * <p>Means before medians, for all observations of a fork have a part in them, and counters
     * last: where pairs allow only some, the first ones stay. Tails are for whoever names them:
     * they take observations by the thousand.
     */
    public static List<Candidate> between(Report base, Report head) {
        List<Candidate> candidates = new ArrayList<>();
        pace(base.config().load())
                .map(Cell::of)
                .ifPresent(cell -> candidates.add(of(cell, base, head)));
        for (Statistic statistic : OF_LEGS) {
            LEGS.stream()
                    .filter(leg -> isTold(leg, base))
                    .map(leg -> Cell.of(new LegFigure(leg, statistic)))
                    .forEach(cell -> candidates.add(of(cell, base, head)));
        }
        RunFigure.counters().forEach(figure -> candidates.add(of(Cell.of(figure), base, head)));
        return List.copyOf(candidates);
    }

    /** A workload that has no pool has no legs there either, and nobody misses them. */
    private static boolean isTold(OperationLeg leg, Report base) {
        return leg == OperationLeg.RESPONSE
                || (!base.operations().isEmpty() && leg.of(base.operations().get(0)) != null);
    }

    private static Candidate of(Cell cell, Report base, Report head) {
        String reason = unfit(cell, base);
        if (reason == null) {
            reason = unfit(cell, head);
        }
        if (reason == null) {
            reason = mereWaking(cell, base);
        }
        return new Candidate(cell, isMain(cell), reason);
    }

    private static @Nullable String unfit(Cell cell, Report report) {
        return Cell.readings(List.of(cell), report, Fitness.AFTER_PILOT).get(0).reason();
    }

    private static boolean isMain(Cell cell) {
        return cell.equals(Cell.of(RunFigure.MAKESPAN))
                || cell.equals(Cell.of(RateFigure.THROUGHPUT))
                || cell.equals(mean(OperationLeg.RESPONSE))
                || cell.equals(mean(OperationLeg.SERVICE));
    }

    /** A job that finds a free thread waits for no more than its waking, and so does its return. */
    private static @Nullable String mereWaking(Cell cell, Report base) {
        for (OperationLeg leg : List.of(OperationLeg.WAIT, OperationLeg.RETURN)) {
            if (OF_LEGS.stream().anyMatch(s -> cell.equals(Cell.of(new LegFigure(leg, s))))) {
                double nanos = orZero(mean(leg).read(base).value());
                double response = orZero(mean(OperationLeg.RESPONSE).read(base).value());
                double share = response == 0 ? 0 : nanos / response;
                if (nanos < WAKE_NANOS || share < WAKE_SHARE) {
                    return "a mean %s of %s, %s of the response, is what waking a thread takes"
                            .formatted(leg.key(), Numbers.nanos(nanos), Numbers.share(share));
                }
            }
        }
        return null;
    }

    private static Cell mean(OperationLeg leg) {
        return Cell.of(new LegFigure(leg, Statistic.MEAN));
    }

    private static double orZero(@Nullable Double value) {
        return value == null ? 0 : value;
    }

    /** An open load is as fast as it was told to be. */
    private static Optional<Figure> pace(Load load) {
        if (load instanceof Load.Burst) {
            return Optional.of(RunFigure.MAKESPAN);
        }
        return load instanceof Load.Closed ? Optional.of(RateFigure.THROUGHPUT) : Optional.empty();
    }

    private static List<Cell> candidates(Load load) {
        List<Cell> candidates = new ArrayList<>();
        pace(load).map(Cell::of).ifPresent(candidates::add);
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
