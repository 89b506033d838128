package dev.loopbench.reports.quantity;

import java.util.Locale;

/**
 * Sizes in powers of 1024: {@code 812B 64KiB 1.5MiB}.
 *
 * <p>Immutable.
 */
public final class BytesFormat {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private BytesFormat() {}

    public static String format(long bytes) {
        double size = bytes;
        int unit = 0;
        while (Math.abs(size) >= 1023.95 && unit < UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return String.format(
                Locale.ROOT, size == Math.rint(size) ? "%.0f%s" : "%.1f%s", size, UNITS[unit]);
    }
}
