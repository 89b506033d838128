package dev.loopbench.reports.text;

import dev.loopbench.reports.quantity.CountFormat;
import dev.loopbench.reports.quantity.NanosFormat;
import dev.loopbench.reports.quantity.ShareFormat;
import org.jspecify.annotations.Nullable;

/** How this report writes numbers; ASCII twins come with the glyphs. Immutable. */
final class Numbers {

    /** Stands where there is no number. */
    static final String NONE = "–";

    private static final NanosFormat NANOS = new NanosFormat(true);
    private static final CountFormat COUNTS = new CountFormat(true);

    private Numbers() {}

    static String nanos(@Nullable Long nanos) {
        return nanos == null ? NONE : NANOS.format(nanos);
    }

    static String nanos(long nanos) {
        return NANOS.format(nanos);
    }

    static String nanos(double nanos) {
        return NANOS.format(nanos);
    }

    static String roundNanos(long nanos) {
        return NANOS.formatRound(nanos);
    }

    static String share(double share) {
        return ShareFormat.percent(share);
    }

    static String countShort(long count) {
        return COUNTS.formatShort(count);
    }

    static String count(long count) {
        return COUNTS.format(count);
    }

    static String count(double count) {
        return COUNTS.format(count);
    }

    static String perSecond(double rate) {
        return COUNTS.perSecond(rate);
    }

    /** {@code 1 job}, {@code 5 jobs}. */
    static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }
}
