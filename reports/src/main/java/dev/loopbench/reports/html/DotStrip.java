package dev.loopbench.reports.html;

import dev.loopbench.probes.result.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.HdrHistogram.HistogramIterationValue;

/**
 * The values themselves, where they are too few for a curve. Immutable.
 *
 * <p>To the precision of the histogram.
 *
 * @param nanos in ascending order, one for each value
 */
record DotStrip(List<Long> nanos) implements Curves.Shape {

    static DotStrip of(org.HdrHistogram.Histogram values, Histogram figures) {
        List<Long> nanos = new ArrayList<>();
        for (HistogramIterationValue value : values.recordedValues()) {
            nanos.addAll(
                    Collections.nCopies(
                            Math.toIntExact(value.getCountAtValueIteratedTo()),
                            PercentileCurve.within(value.getValueIteratedTo(), figures)));
        }
        return new DotStrip(nanos);
    }
}
