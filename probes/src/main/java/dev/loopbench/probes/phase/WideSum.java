package dev.loopbench.probes.phase;

/**
 * An exact sum of squares: squared nanoseconds outgrow a long after three seconds.
 *
 * <p>Single writer, read after its writer has handed it over. 128 bits without a sign; allocates
 * nothing.
 */
final class WideSum {

    private static final double TWO_TO_64 = 0x1p64;

    private long high;
    private long low;

    /** Adds {@code value}². */
    void addSquare(long value) {
        long squareLow = value * value;
        long sum = low + squareLow;
        high += Math.multiplyHigh(value, value);
        if (Long.compareUnsigned(sum, squareLow) < 0) {
            high++;
        }
        low = sum;
    }

    /** The sum, to the precision of a double. */
    double toDouble() {
        // A long read as unsigned: its upper 63 bits twice, plus the lowest.
        double lowUnsigned = (double) (low >>> 1) * 2.0 + (double) (low & 1);
        return (double) high * TWO_TO_64 + lowUnsigned;
    }

    void reset() {
        high = 0;
        low = 0;
    }
}
