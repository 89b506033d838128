package dev.loopbench.reports.benchmark;

import dev.loopbench.probes.result.Repeat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The smallest and the largest value a figure had over the repeats of a run. Immutable. */
record RepeatRange(double least, double most) {

    /**
     * Nothing if there was one repeat, one of them lacks the figure, or {@code value}, which is the
     * whole run's, lies outside: then they are not the bounds of the same thing.
     */
    static Optional<RepeatRange> around(
            double value, List<Repeat> repeats, Function<Repeat, @Nullable Number> figure) {
        double least = value;
        double most = value;
        boolean below = false;
        boolean above = false;
        for (Repeat repeat : repeats) {
            Number one = figure.apply(repeat);
            if (one == null) {
                return Optional.empty();
            }
            least = Math.min(least, one.doubleValue());
            most = Math.max(most, one.doubleValue());
            below |= one.doubleValue() <= value;
            above |= one.doubleValue() >= value;
        }
        return repeats.size() > 1 && below && above
                ? Optional.of(new RepeatRange(least, most))
                : Optional.empty();
    }

    double halfWidth() {
        return (most - least) / 2;
    }
}
