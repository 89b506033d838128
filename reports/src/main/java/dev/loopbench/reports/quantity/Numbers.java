package dev.loopbench.reports.quantity;

import org.jspecify.annotations.Nullable;

/**
 * How documents for people write numbers. Stateless.
 *
 * <p>In Unicode; a document in ASCII has a twin for each character beyond it.
 */
public final class Numbers {

    /** Stands where there is no number. */
    public static final String NONE = "–";

    private static final NanosFormat NANOS = new NanosFormat(true);
    private static final CountFormat COUNTS = new CountFormat(true);

    private Numbers() {}

    public static String nanos(@Nullable Long nanos) {
        return nanos == null ? NONE : NANOS.format(nanos);
    }

    public static String nanos(long nanos) {
        return NANOS.format(nanos);
    }

    public static String nanos(double nanos) {
        return NANOS.format(nanos);
    }

    public static String roundNanos(long nanos) {
        return NANOS.formatRound(nanos);
    }

    public static String share(double share) {
        return ShareFormat.percent(share);
    }

    public static String countShort(long count) {
        return COUNTS.formatShort(count);
    }

    public static String count(long count) {
        return COUNTS.format(count);
    }

    public static String count(double count) {
        return COUNTS.format(count);
    }

    public static String perSecond(double rate) {
        return COUNTS.perSecond(rate);
    }

    /** {@code 1 job}, {@code 5 jobs}. */
    public static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }
}
