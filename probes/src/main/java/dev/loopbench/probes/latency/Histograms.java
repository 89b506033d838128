package dev.loopbench.probes.latency;

import dev.loopbench.probes.result.Histogram;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.AbstractHistogram;
import org.jspecify.annotations.Nullable;

/**
 * Between HdrHistograms and the histograms of reports. Stateless.
 *
 * <p>The encoded form is HdrHistogram's compressed V2 in base64, as its log format has it.
 */
public final class Histograms {

    private Histograms() {}

    /** What {@code recorder} holds now. */
    public static Histogram of(LatencyRecorder recorder) {
        return of(
                recorder.histogram(),
                recorder.minNanos(),
                (double) recorder.sumNanos(),
                recorder.maxNanos());
    }

    /** What {@code recorder} holds now, or null if it is empty. */
    public static @Nullable Histogram orNull(LatencyRecorder recorder) {
        return recorder.isEmpty() ? null : of(recorder);
    }

    /**
     * @param minNanos exact, as are the sum and the maximum; ignored if the histogram is empty
     */
    public static Histogram of(
            AbstractHistogram histogram, long minNanos, double sumNanos, long maxNanos) {
        long count = histogram.getTotalCount();
        boolean empty = count == 0;
        return new Histogram(
                Histogram.UNIT,
                count,
                empty ? null : (Long) minNanos,
                empty ? null : (Double) (sumNanos / count),
                empty ? null : (Long) maxNanos,
                percentiles(histogram, minNanos, maxNanos),
                encode(histogram));
    }

    /**
     * The recorded values, to the histogram's precision. Takes less than a megabyte whatever is
     * encoded.
     *
     * @throws IllegalArgumentException if {@link Histogram#encoded} is not what {@link #of} writes;
     *     the message is a sentence
     */
    public static org.HdrHistogram.Histogram decode(Histogram histogram) {
        org.HdrHistogram.Histogram decoded = decode(histogram.encoded());
        if (decoded.getTotalCount() != histogram.count()) {
            throw new IllegalArgumentException(
                    "The encoded histogram holds %d values, its count says %d."
                            .formatted(decoded.getTotalCount(), histogram.count()));
        }
        return decoded;
    }

    private static org.HdrHistogram.Histogram decode(String encoded) {
        try {
            byte[] compressed = Base64.getDecoder().decode(encoded);
            EncodedHeader.of(compressed).requireModest();
            ByteBuffer bytes = ByteBuffer.wrap(compressed);
            return org.HdrHistogram.Histogram.decodeFromCompressedByteBuffer(bytes, 0);
        } catch (DataFormatException | RuntimeException invalid) {
            // HdrHistogram reports damaged bytes by whatever exception they happen to cause.
            throw new IllegalArgumentException(
                    "The encoded histogram is not a compressed HdrHistogram in base64.", invalid);
        }
    }

    private static SortedMap<String, @Nullable Long> percentiles(
            AbstractHistogram histogram, long minNanos, long maxNanos) {
        SortedMap<String, @Nullable Long> values = new TreeMap<>();
        for (Percentile percentile : Percentile.values()) {
            values.put(
                    percentile.key(),
                    histogram.getTotalCount() < percentile.minimumCount()
                            ? null
                            : (Long) valueAt(percentile, histogram, minNanos, maxNanos));
        }
        return Collections.unmodifiableSortedMap(values);
    }

    /** HdrHistogram answers with the upper end of a bucket, which may lie beyond the maximum. */
    private static long valueAt(
            Percentile percentile, AbstractHistogram histogram, long minNanos, long maxNanos) {
        long value = histogram.getValueAtPercentile(percentile.percent());
        return Math.min(Math.max(value, minNanos), maxNanos);
    }

    private static String encode(AbstractHistogram histogram) {
        ByteBuffer bytes = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(bytes);
        bytes.flip();
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes.array(), length));
    }
}
