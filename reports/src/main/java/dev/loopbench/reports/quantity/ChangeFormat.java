package dev.loopbench.reports.quantity;

import java.util.Locale;

/**
 * Changes as percent, three digits of them: {@code +9.8% -0.43% 0% +240%}.
 *
 * <p>Immutable. Takes shares. Only no change at all is 0 %.
 */
public final class ChangeFormat {

    private ChangeFormat() {}

    /** With its sign. */
    public static String signed(double share) {
        if (share == 0) {
            return "0%";
        }
        return (share < 0 ? "-" : "+") + size(share);
    }

    /** Without its sign. */
    public static String size(double share) {
        double percent = Math.abs(share) * 100;
        if (percent == 0) {
            return "0%";
        }
        if (percent < 0.005) {
            return "<0.01%";
        }
        if (percent < 0.995) {
            return String.format(Locale.ROOT, "%.2f%%", percent);
        }
        if (percent < 99.95) {
            return String.format(Locale.ROOT, "%.1f%%", percent);
        }
        return percent < 1e6
                ? String.format(Locale.ROOT, "%.0f%%", percent)
                : String.format(Locale.ROOT, "%.1e%%", percent);
    }

    /** A limit someone chose: {@code 3%}, {@code 0.5%}. */
    public static String limit(double share) {
        return size(share).replaceFirst("(\\.\\d*?)0+%", "$1%").replace(".%", "%");
    }
}
