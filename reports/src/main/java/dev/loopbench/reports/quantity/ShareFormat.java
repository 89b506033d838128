package dev.loopbench.reports.quantity;

import java.util.Locale;

/**
 * Shares as percent: {@code 0% <0.1% 12.4% >99.9% 100%}.
 *
 * <p>Immutable. Only nothing is 0 % and only all is 100 %: what is nearly so is not rounded to it.
 */
public final class ShareFormat {

    private ShareFormat() {}

    /** Takes a share in 0..1; what is above 1 is written as it is. */
    public static String percent(double share) {
        double percent = share * 100;
        if (percent == 0 || percent == 100) {
            return percent == 0 ? "0%" : "100%";
        }
        if (Math.abs(percent) < 0.05) {
            return percent < 0 ? ">-0.1%" : "<0.1%";
        }
        if (percent < 100 && percent >= 99.95) {
            return ">99.9%";
        }
        return String.format(Locale.ROOT, percent >= 1000 ? "%.0f%%" : "%.1f%%", percent);
    }
}
