package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.reports.gate.model.Cell.Reading;
import org.jspecify.annotations.Nullable;

/** {@code wait.p99}: one statistic of one leg. Immutable. */
record LegFigure(OperationLeg leg, Statistic statistic) implements Figure {

    @Override
    public String key() {
        return leg.key() + "." + statistic.key();
    }

    @Override
    public Dimension dimension() {
        return Dimension.NANOS;
    }

    @Override
    public boolean ofKind() {
        return true;
    }

    @Override
    public Reading measured(Subject subject) {
        Histogram histogram = leg.of(subject.requireOperation());
        String kind = subject.requireOperation().kind();
        if (histogram == null || histogram.count() == 0) {
            return Reading.missing(leg.missing(kind));
        }
        Percentile percentile = statistic.percentile();
        if (percentile != null) {
            return Reading.ofNullable(
                    histogram.percentiles().get(percentile.key()),
                    tooFew(histogram.count(), percentile.minimumCount()));
        }
        return statistic == Statistic.MAX
                ? Reading.ofNullable(histogram.maxNanos(), leg.missing(kind))
                : Reading.ofNullable(histogram.meanNanos(), leg.missing(kind));
    }

    @Override
    public Reading comparable(Subject subject, Fitness fitness) {
        Histogram histogram = leg.of(subject.requireOperation());
        Percentile percentile = statistic.percentile();
        Reading measured = measured(subject);
        if (histogram == null || histogram.count() == 0) {
            return measured;
        }
        if (percentile == null) {
            return statistic == Statistic.MAX
                    ? measured.unfit("a maximum is a single observation, which no gate rests on")
                    : measured;
        }
        if (histogram.count() < fitness.observationsNeeded(percentile)) {
            return measured.unfit(
                    tooFew(histogram.count(), fitness.observationsNeeded(percentile)));
        }
        return ofDistribution(histogram, percentile, subject, fitness);
    }

    private Reading ofDistribution(
            Histogram histogram, Percentile percentile, Subject subject, Fitness fitness) {
        org.HdrHistogram.Histogram values;
        try {
            values = subject.distributions().of(histogram);
        } catch (IllegalArgumentException damaged) {
            return Reading.missing("its histogram cannot be read");
        }
        long before = valueAt(percentile, -Fitness.nearPoints(percentile), values, histogram);
        long behind = valueAt(percentile, Fitness.nearPoints(percentile), values, histogram);
        Reading value = Reading.of((double) valueAt(percentile, 0, values, histogram));
        return fitness.isGap((double) before, (double) behind)
                ? value.unfit(
                        "%s lies in a gap between two modes: %s just before it, %s just behind"
                                .formatted(
                                        statistic.key(),
                                        Numbers.nanos(before),
                                        Numbers.nanos(behind)))
                : value;
    }

    /** HdrHistogram answers with the upper end of a bucket, which may lie beyond the maximum. */
    private static long valueAt(
            Percentile percentile,
            double points,
            org.HdrHistogram.Histogram values,
            Histogram histogram) {
        long value = values.getValueAtPercentile(percentile.percent() + points);
        Long max = histogram.maxNanos();
        return max == null ? value : Math.min(value, max);
    }

    @Override
    public Reading comparable(Repeat repeat, String kind, Fitness fitness) {
        Percentile percentile = statistic.percentile();
        if (percentile == null || !repeat.nanos().containsKey(key())) {
            return notOfRepeat();
        }
        @Nullable Long nanos = repeat.nanos().get(key());
        long needed = fitness.observationsNeeded(percentile);
        if (repeat.operations() == 0 || (nanos == null && repeat.operations() >= needed)) {
            return Reading.missing(leg.missing(kind));
        }
        Reading reading = Reading.ofNullable(nanos, "");
        return repeat.operations() < needed
                ? reading.unfit(tooFew(repeat.operations(), needed))
                : reading;
    }

    private String tooFew(long count, long needed) {
        return "%s %s are too few for %s: %s are needed"
                .formatted(
                        Numbers.count(count),
                        leg.travellers(),
                        statistic.key(),
                        Numbers.count(needed));
    }
}
