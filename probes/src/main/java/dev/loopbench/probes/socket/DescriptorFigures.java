package dev.loopbench.probes.socket;

import dev.loopbench.probes.host.Reading;
import dev.loopbench.probes.result.Sockets;
import dev.loopbench.probes.result.Sockets.Descriptors.Point;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The number of open file descriptors over the samples, with its course in at most {@link
 * #MAX_POINTS} points, however long it runs: when full, neighbours merge into the larger of the
 * two, and a point then stands for twice as many samples.
 *
 * <p>Confined to the thread that samples; read after it has ended.
 */
final class DescriptorFigures {

    /** More than a plot has columns; even. */
    static final int MAX_POINTS = 256;

    private final List<Point> points = new ArrayList<>();
    private long samplesPerPoint = 1;
    private long samplesInLast;
    private long samples;
    private long start;
    private long max;
    private long end;

    /**
     * @param atNanos offset from the start of the run
     */
    void add(long atNanos, long count) {
        start = samples == 0 ? count : start;
        max = Math.max(max, count);
        end = count;
        samples++;
        plot(atNanos, count);
    }

    /**
     * @param limit null where there is none
     * @param whyMissing the reason if there was no sample
     */
    Reading<Sockets.Descriptors> descriptors(@Nullable Long limit, String whyMissing) {
        return samples == 0
                ? Reading.missing(whyMissing)
                : Reading.of(new Sockets.Descriptors(start, max, end, limit, List.copyOf(points)));
    }

    private void plot(long atNanos, long count) {
        int last = points.size() - 1;
        if (last >= 0 && samplesInLast < samplesPerPoint) {
            points.set(last, larger(points.get(last), count));
            samplesInLast++;
            return;
        }
        if (points.size() == MAX_POINTS) {
            halve();
            plot(atNanos, count);
            return;
        }
        points.add(new Point(atNanos, count));
        samplesInLast = 1;
    }

    private void halve() {
        for (int i = 0; i < MAX_POINTS / 2; i++) {
            points.set(i, larger(points.get(2 * i), points.get(2 * i + 1).count()));
        }
        points.subList(MAX_POINTS / 2, MAX_POINTS).clear();
        // The last point is as full as the two it came from.
        samplesInLast = 2 * samplesPerPoint;
        samplesPerPoint *= 2;
    }

    private static Point larger(Point point, long count) {
        return new Point(point.atNanos(), Math.max(point.count(), count));
    }
}
