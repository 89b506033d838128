package dev.loopbench.reports.quantity;

import java.util.Locale;

/**
 * Counts and rates as people read them: {@code 9985}, {@code 10 984}, {@code 16.4/s}.
 *
 * <p>Immutable. From five digits on they stand in groups of three, apart by a narrow space that
 * does not break, or by a comma in ASCII.
 */
public final class CountFormat {

    private static final char NARROW_SPACE = '\u202f';
    private static final double SMALLEST = 0.01;
    private static final long FIRST_GROUPED = 10_000;
    private static final long FIRST_SHORTENED = 100_000;

    private final char separator;

    /**
     * @param unicode whether the narrow space may be used, else a comma
     */
    public CountFormat(boolean unicode) {
        separator = unicode ? NARROW_SPACE : ',';
    }

    public String format(long count) {
        if (Math.abs(count) < FIRST_GROUPED) {
            return Long.toString(count);
        }
        return String.format(Locale.ROOT, "%,d", count).replace(',', separator);
    }

    /** In six characters at the most: {@code 99 999}, {@code 123k}, {@code 1.23M}. */
    public String formatShort(long count) {
        if (Math.abs(count) < FIRST_SHORTENED) {
            return format(count);
        }
        return Math.abs(count) < 999_500
                ? Math.round(count / 1e3) + "k"
                : format(count / 1e6) + "M";
    }

    /** A mean or a rate, three digits of it; what is more than nothing never reads as 0. */
    public String format(double count) {
        double size = Math.abs(count);
        if (size >= 99.95 || count == Math.rint(count)) {
            return format(Math.round(count));
        }
        if (size < SMALLEST / 2) {
            return "<" + SMALLEST;
        }
        return String.format(Locale.ROOT, size < 9.995 ? "%.2f" : "%.1f", count);
    }

    public String perSecond(double rate) {
        return format(rate) + "/s";
    }
}
