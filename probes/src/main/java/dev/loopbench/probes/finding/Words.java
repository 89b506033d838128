package dev.loopbench.probes.finding;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Figures as findings write them: plain ASCII, three digits. Stateless. */
final class Words {

    private Words() {}

    static String time(long nanos) {
        return time((double) nanos);
    }

    static String time(double nanos) {
        if (nanos >= TimeUnit.SECONDS.toNanos(1)) {
            return digits(nanos / 1e9) + "s";
        }
        if (nanos >= TimeUnit.MILLISECONDS.toNanos(1)) {
            return digits(nanos / 1e6) + "ms";
        }
        return nanos >= 1000 ? digits(nanos / 1e3) + "us" : digits(nanos) + "ns";
    }

    /** In binary units. */
    static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    static String bytes(double bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        double value = bytes;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return digits(value) + units[unit];
    }

    static String percent(double share) {
        double percent = share * 100;
        boolean nearAnEnd = (percent > 0 && percent < 10) || (percent > 99 && percent < 100);
        return String.format(Locale.ROOT, nearAnEnd ? "%.1f%%" : "%.0f%%", percent);
    }

    /** Three significant digits, no trailing zeros after a whole number. */
    static String digits(double value) {
        String pattern = value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
        String text = String.format(Locale.ROOT, pattern, value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }

    /** To one digit, downwards; at least 1. */
    static String rounded(double value) {
        double unit = Math.pow(10, Math.floor(Math.log10(Math.max(1, value))));
        return Long.toString((long) (Math.floor(Math.max(1, value) / unit) * unit));
    }

    static String count(long n, String singular) {
        return n + " " + (n == 1 ? singular : singular + "s");
    }
}
