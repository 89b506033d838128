package dev.loopbench.reports.text;

import dev.loopbench.probes.result.Histogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.DataFormatException;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Counts the values of a histogram in buckets whose bounds grow by the same factor each.
 *
 * <p>Immutable.
 */
final class HistogramShape {

    private static final long[] NOTHING = {};

    /** Fewer values have no shape: listing them says more. */
    private static final long MIN_COUNT = 5;

    private static final int MIN_BUCKETS = 8;

    private HistogramShape() {}

    /**
     * The counts from the smallest value to the largest on so many cells; where there are few
     * values the buckets are several cells wide. Nothing if there are too few values, or the
     * histogram cannot be decoded.
     */
    static long[] cells(Histogram histogram, int cells) {
        Long min = histogram.minNanos();
        Long max = histogram.maxNanos();
        if (histogram.count() < MIN_COUNT || cells < MIN_BUCKETS || min == null || max == null) {
            return NOTHING;
        }
        try {
            return cells(decoded(histogram.encoded()), min, max, cells);
        } catch (DataFormatException | RuntimeException e) {
            // HdrHistogram answers bad input with any of its unchecked exceptions; the figures
            // beside the drawing stand without it.
            return NOTHING;
        }
    }

    /** The counts on an axis that others share; nothing if the histogram cannot be decoded. */
    static long[] on(LogAxis axis, Histogram histogram) {
        long[] drawn = new long[axis.cells()];
        try {
            for (HistogramIterationValue value : decoded(histogram.encoded()).recordedValues()) {
                drawn[axis.cell(value.getValueIteratedTo())] +=
                        value.getCountAddedInThisIterationStep();
            }
        } catch (DataFormatException | RuntimeException e) {
            return NOTHING; // as above
        }
        return drawn;
    }

    private static org.HdrHistogram.Histogram decoded(String encoded) throws DataFormatException {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(encoded));
        return org.HdrHistogram.Histogram.decodeFromCompressedByteBuffer(bytes, 0);
    }

    private static long[] cells(
            org.HdrHistogram.Histogram recorded, long min, long max, int cells) {
        double lowest = Math.max(1.0, (double) min);
        double range = Math.log(Math.max(lowest, (double) max) / lowest);
        if (range == 0) {
            return new long[] {recorded.getTotalCount()};
        }
        int wanted = (int) Math.ceil(2 * Math.sqrt((double) recorded.getTotalCount()));
        int width = Math.max(1, cells / Math.max(MIN_BUCKETS, wanted));
        long[] buckets = new long[cells / width];
        for (HistogramIterationValue value : recorded.recordedValues()) {
            double middle = (double) recorded.medianEquivalentValue(value.getValueIteratedTo());
            int bucket =
                    (int) (Math.log(Math.max(lowest, middle) / lowest) / range * buckets.length);
            buckets[Math.min(bucket, buckets.length - 1)] +=
                    value.getCountAddedInThisIterationStep();
        }
        long[] drawn = new long[buckets.length * width];
        Arrays.setAll(drawn, cell -> buckets[cell / width]);
        return drawn;
    }
}
