package dev.loopbench.reports.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * Durations as people read them: {@code 812ns 3.4µs 12.3ms 1.24s 2m 05s 1h 02m}.
 *
 * <p>Immutable. Takes nanoseconds; the unit is the largest that leaves a whole part, the digits are
 * as many as a clock can vouch for.
 */
public final class NanosFormat {

    private static final BigDecimal MICRO = BigDecimal.valueOf(1_000);
    private static final BigDecimal MILLI = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000);

    /** The first durations that round to the next unit. */
    private static final double FIRST_MICRO = 999.5;

    private static final double FIRST_MILLI = 999_500;
    private static final double FIRST_SECOND = 999_500_000;
    private static final double FIRST_MINUTE = 59_950_000_000.0;
    private static final double FIRST_HOUR = 3_599_500_000_000.0;

    private final String micros;

    /**
     * @param unicode whether the micro sign may be used, else {@code us}
     */
    public NanosFormat(boolean unicode) {
        micros = unicode ? "µs" : "us";
    }

    public String format(long nanos) {
        return format((double) nanos);
    }

    public String format(double nanos) {
        if (nanos < 0) {
            return "-" + format(-nanos);
        }
        if (nanos < FIRST_MICRO) {
            return digits(nanos, BigDecimal.ONE, nanos < 10 && nanos != Math.rint(nanos) ? 1 : 0)
                    + "ns";
        }
        if (nanos < FIRST_MILLI) {
            return digits(nanos, MICRO, nanos < 99_950 ? 1 : 0) + micros;
        }
        if (nanos < FIRST_SECOND) {
            return digits(nanos, MILLI, decimals(nanos / 1e6)) + "ms";
        }
        if (nanos < FIRST_MINUTE) {
            return digits(nanos, SECOND, decimals(nanos / 1e9)) + "s";
        }
        long seconds = Math.round(nanos / 1e9);
        return nanos < FIRST_HOUR
                ? pair(seconds, "m", "s")
                : pair(Math.round(nanos / 60e9), "h", "m");
    }

    /** Without zeros that say nothing, for round figures: {@code 100ms 2s 1.5s 5m}. */
    public String formatRound(long nanos) {
        String text = format(nanos);
        int pair = text.indexOf(" 00");
        return pair > 0
                ? text.substring(0, pair)
                : text.replaceFirst("(\\.\\d*?)0+(?=\\D)", "$1").replaceFirst("\\.(?=\\D)", "");
    }

    private static int decimals(double value) {
        if (value < 9.995) {
            return 2;
        }
        return value < 99.95 ? 1 : 0;
    }

    private static String digits(double nanos, BigDecimal unit, int decimals) {
        return BigDecimal.valueOf(nanos)
                .divide(unit)
                .setScale(decimals, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static String pair(long smaller, String major, String minor) {
        return String.format(Locale.ROOT, "%d%s %02d%s", smaller / 60, major, smaller % 60, minor);
    }
}
