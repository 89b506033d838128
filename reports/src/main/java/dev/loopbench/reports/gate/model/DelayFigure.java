package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.latency.Percentile;
import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Histogram;
import dev.loopbench.probes.result.Loop;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.reports.gate.model.Cell.Reading;

/**
 * {@code loop.delay.p99}: what an event that arrives at a random moment waits. Immutable.
 *
 * @param statistic one that reports have
 */
record DelayFigure(Statistic statistic) implements Figure {

    @Override
    public String key() {
        return "loop.delay." + statistic.key();
    }

    @Override
    public Dimension dimension() {
        return Dimension.NANOS;
    }

    @Override
    public boolean ofKind() {
        return false;
    }

    @Override
    public Reading measured(Subject subject) {
        Loop.Delay delay = subject.report().loop().delay();
        if (delay == null) {
            return Reading.missing("the report does not tell it");
        }
        Reading told =
                Reading.of(
                        switch (statistic) {
                            case P50 -> (double) delay.p50Nanos();
                            case P90 -> (double) delay.p90Nanos();
                            case P99 -> (double) delay.p99Nanos();
                            case MEAN -> delay.meanNanos();
                            case MAX -> (double) delay.maxNanos();
                            case P99_9 -> throw new IllegalStateException("no report has it");
                        });
        return delay.errorNanos() == null ? told : told.withError(delay.errorNanos());
    }

    /**
     * The observations are busy periods: those that lasted longer than the delay are what lies
     * beyond it. With B of them in a time T, the share of moments with a longer wait falls by B/T
     * for each nanosecond.
     */
    @Override
    public Reading comparable(Subject subject, Fitness fitness) {
        Reading measured = measured(subject);
        Percentile percentile = statistic.percentile();
        if (percentile == null) {
            return statistic == Statistic.MAX
                    ? measured.unfit("a maximum is a single observation, which no gate rests on")
                    : measured;
        }
        double nanos = measured.value() == null ? 0 : measured.value();
        long longer;
        try {
            longer = longerThan((long) nanos, subject);
        } catch (IllegalArgumentException damaged) {
            return Reading.missing("the histogram of busy periods cannot be read");
        }
        if (longer < fitness.observationsBeyond()) {
            return measured.unfit(
                    "%s busy periods longer than it are too few for %s: %s are needed"
                            .formatted(
                                    Numbers.count(longer),
                                    statistic.key(),
                                    Numbers.count(fitness.observationsBeyond())));
        }
        double stepNanos =
                Fitness.nearPoints(percentile)
                        / 100
                        * subject.report().run().durationNanos()
                        / longer;
        return fitness.isGap(Math.max(0, nanos - stepNanos), nanos + stepNanos)
                ? measured.unfit(
                        statistic.key() + " lies at the edge: a little more idle time and it is 0")
                : measured;
    }

    private static long longerThan(long nanos, Subject subject) {
        Histogram busy = subject.report().loop().durations().busy();
        if (busy == null) {
            return 0;
        }
        org.HdrHistogram.Histogram lengths = subject.distributions().of(busy);
        return busy.count() == 0
                ? 0
                : lengths.getTotalCount() - lengths.getCountBetweenValues(0, nanos);
    }

    @Override
    public Reading comparable(Repeat repeat, String kind, Fitness fitness) {
        return notOfRepeat();
    }
}
