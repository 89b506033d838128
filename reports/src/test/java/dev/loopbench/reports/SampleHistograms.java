package dev.loopbench.reports;

import dev.loopbench.probes.result.Histogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Histograms of literal values, encoded as a run encodes them. */
final class SampleHistograms {

    private static final long HIGHEST_NANOS = 3_600_000_000_000L;

    private SampleHistograms() {}

    static Histogram of(long... nanos) {
        org.HdrHistogram.Histogram recorded = new org.HdrHistogram.Histogram(1, HIGHEST_NANOS, 3);
        Arrays.stream(nanos).forEach(recorded::recordValue);
        boolean some = nanos.length > 0;
        return new Histogram(
                Histogram.UNIT,
                nanos.length,
                some ? Arrays.stream(nanos).min().getAsLong() : null,
                some ? Arrays.stream(nanos).average().getAsDouble() : null,
                some ? Arrays.stream(nanos).max().getAsLong() : null,
                percentiles(recorded),
                encoded(recorded));
    }

    private static SortedMap<String, @Nullable Long> percentiles(
            org.HdrHistogram.Histogram recorded) {
        SortedMap<String, @Nullable Long> values = new TreeMap<>();
        for (double percentile : new double[] {50, 90, 99, 99.9}) {
            String name = percentile == 99.9 ? "99.9" : Long.toString(Math.round(percentile));
            boolean enough = recorded.getTotalCount() * (100 - percentile) >= 100;
            values.put(name, enough ? recorded.getValueAtPercentile(percentile) : null);
        }
        return values;
    }

    private static String encoded(org.HdrHistogram.Histogram recorded) {
        ByteBuffer buffer = ByteBuffer.allocate(recorded.getNeededByteBufferCapacity());
        int length = recorded.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
