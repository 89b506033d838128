package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Finds the size of work that takes a wanted time, by doing it. Confined to the calling thread.
 *
 * <p>Steps towards the size first, then settles on it: the median of the latest runs of about the
 * wanted time says what a unit of work costs. It stops once that says what it said before, but not
 * before the compiler has had time to make the work as fast as it gets; nor does it go on much
 * longer than two seconds and twenty times the wanted time.
 */
public final class Calibration {

    /** What is done with one size after another. */
    @FunctionalInterface
    public interface Work {

        /** Makes what {@link #run} needs; its time is not what is looked for. */
        default void prepare(int size) {}

        void run(int size);
    }

    /** Near enough: the same work varies by more from one time to the next. */
    private static final double TOLERANCE = 0.03;

    /** A run that took between a half and twice the wanted time says what a unit costs there. */
    private static final double NEAR_MAX = 2;

    /** No larger step at once: a first run that was slow by chance says little. */
    private static final double STEP_MAX = 4;

    /** So many runs have a median that one bad moment does not move. */
    private static final int SAMPLES = 5;

    /** Code that runs so long without a pause has been compiled. */
    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final double LIMIT_RUNS = 18;

    /** Also where time stands still: work that takes none. */
    private static final int RUNS_MAX = 20_000;

    private final NanoClock clock;
    private final long forNanos;
    private final double exponent;
    private final int least;
    private final int most;

    /** Nanoseconds of a unit of work to the power of the exponent, in a ring. */
    private final double[] unitNanos = new double[SAMPLES];

    private int samples;
    private int size;

    private Calibration(NanoClock clock, long forNanos, double exponent, int least, int most) {
        this.clock = clock;
        this.forNanos = forNanos;
        this.exponent = exponent;
        this.least = least;
        this.most = most;
        this.size = least;
    }

    /**
     * The size that takes the wanted time, or the one that was asked for, once the compiler has had
     * its time: either way the first hold is as fast as the next.
     *
     * @param exponent the cost grows as this power of the size: 1 for linear work, 2 for quadratic
     * @return from {@code least} to {@code most}
     * @throws WorkloadException if the size that was asked for is not in these bounds
     */
    public static int size(
            NanoClock clock, Extent extent, double exponent, int least, int most, Work work)
            throws WorkloadException {
        if (extent instanceof Extent.Sized sized) {
            if (sized.size() < least || sized.size() > most) {
                throw new WorkloadException(
                        "the size of the work that holds the loop must be from %s to %s, not %s"
                                .formatted(least, most, sized.size()));
            }
            warmUp(clock, sized.size(), work);
            return sized.size();
        }
        long forNanos = ((Extent.Lasting) extent).nanos();
        return new Calibration(clock, forNanos, exponent, least, most).run(work);
    }

    private static void warmUp(NanoClock clock, int size, Work work) {
        long beginNanos = clock.nanoTime();
        long warmNanos = warmNanos(clock);
        work.prepare(size);
        for (int run = 0; run < RUNS_MAX && clock.nanoTime() - beginNanos < warmNanos; run++) {
            work.run(size);
        }
    }

    /** The simulated machine has no compiler to wait for, and its work takes time to do as well. */
    private static long warmNanos(NanoClock clock) {
        return clock.isSimulated() ? 0 : WARM_NANOS;
    }

    private int run(Work work) {
        long beginNanos = clock.nanoTime();
        long warmNanos = warmNanos(clock);
        double limitNanos = LIMIT_NANOS + LIMIT_RUNS * forNanos;
        for (int run = 0; run < RUNS_MAX; run++) {
            work.prepare(size);
            long startNanos = clock.nanoTime();
            work.run(size);
            long endNanos = clock.nanoTime();
            int next = next(Math.max(1, endNanos - startNanos));
            long elapsedNanos = endNanos - beginNanos;
            if (elapsedNanos >= limitNanos || (elapsedNanos >= warmNanos && isSettled(next))) {
                return next;
            }
            if (!isSame(next)) {
                size = next; // else another sample of the same: nothing is to be prepared anew
            }
        }
        return size;
    }

    private int next(long tookNanos) {
        double ratio = (double) forNanos / tookNanos;
        if (ratio > NEAR_MAX || ratio < 1 / NEAR_MAX) {
            samples = 0;
            double step = Math.pow(ratio, 1 / exponent);
            return bounded(size * Math.min(STEP_MAX, Math.max(1 / STEP_MAX, step)));
        }
        unitNanos[samples % SAMPLES] = tookNanos / Math.pow(size, exponent);
        samples++;
        return bounded(Math.pow(forNanos / median(), 1 / exponent));
    }

    /** At a bound no run may be near: then the bound it is. */
    private boolean isSettled(int next) {
        return isSame(next) && (samples >= SAMPLES || (samples == 0 && next == size));
    }

    private boolean isSame(int next) {
        return Math.abs(next - size) <= TOLERANCE * size;
    }

    private double median() {
        int count = Math.min(samples, SAMPLES);
        double[] sorted = Arrays.copyOf(unitNanos, count);
        Arrays.sort(sorted);
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
    }

    private int bounded(double wanted) {
        return (int) Math.max(least, Math.min(most, Math.round(wanted)));
    }
}
