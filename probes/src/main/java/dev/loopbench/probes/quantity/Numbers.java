package dev.loopbench.probes.quantity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How sentences, tables and pages write numbers. Stateless.
 *
 * <p>Three significant digits, rounded half up, two of them behind the point at most; what is more
 * than nothing never reads as 0. By kind:
 *
 * <ul>
 *   <li>durations have the largest unit that leaves a whole part, and whole nanoseconds no point:
 *       {@code 812ns 3.40µs 12.3ms 1.24s}; from a minute on they are two units, to a second or to a
 *       minute: {@code 2m 05s 1h 02m}
 *   <li>shares and changes are percent to a tenth, below 1 % to a hundredth, from 100 % on whole:
 *       {@code 0% <0.01% 0.43% 12.4% >99.9% 100% 150%}; only all is 100 %
 *   <li>ratios: {@code 1.20×}
 *   <li>counts and rates show all digits before the point, from five on in groups of three, and
 *       whole ones no point: {@code 5 16.7 9985 10 984/s}
 *   <li>bytes are in powers of 1024, whole ones without a point: {@code 812B 64KiB 1.50MiB}
 * </ul>
 *
 * <p>Figures that somebody chose, such as limits, are written without zeros that say nothing: the
 * methods named {@code round}. All is Unicode; where only ASCII can be shown, each character beyond
 * it has a twin: {@code us} for {@code µs}, {@code x} for {@code ×}, a comma between groups.
 */
public final class Numbers {

    /** Stands where there is no number. */
    public static final String NONE = "–";

    private static final String[] NANOS_UNITS = {"ns", "µs", "ms", "s"};
    private static final String[] BYTES_UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private static final int[] TENS = {1, 10, 100};

    /** Keeps groups of digits apart and on one line: a narrow no-break space. */
    private static final char GROUP = '\u202f';

    private static final long FIRST_GROUPED = 10_000;
    private static final long FIRST_SHORTENED = 100_000;

    /** From here on a double does not tell whole numbers apart, or no table has the room. */
    private static final double FIRST_POWER = 1e15;

    private static final double FIRST_POWER_PERCENT = 1e6;

    private static final double HAIR = 1e-14;

    /** Rounded, these are the first of two units. */
    private static final double FIRST_MINUTE_NANOS = 59.95e9;

    private static final double FIRST_HOUR_NANOS = 3599.5e9;

    private Numbers() {}

    public static String nanos(@Nullable Long nanos) {
        return nanos == null ? NONE : nanos(nanos.doubleValue());
    }

    public static String nanos(long nanos) {
        return nanos((double) nanos);
    }

    public static String nanos(double nanos) {
        if (nanos < 0) {
            return "-" + nanos(-nanos);
        }
        if (nanos >= FIRST_MINUTE_NANOS) {
            return nanos < FIRST_HOUR_NANOS
                    ? pair(nanos / 1e9, "m", "s")
                    : pair(nanos / 60e9, "h", "m");
        }
        double size = 1;
        int unit = 0;
        while (rounded(nanos / size) >= 1000 && unit < NANOS_UNITS.length - 1) {
            size *= 1000;
            unit++;
        }
        boolean exact = unit == 0 && isWhole(nanos);
        return (exact ? whole(nanos) : threeDigits(nanos, size)) + NANOS_UNITS[unit];
    }

    /** {@code 100ms 2s 1.5s 5m}. */
    public static String roundNanos(long nanos) {
        return roundNanos((double) nanos);
    }

    public static String roundNanos(double nanos) {
        String text = nanos(nanos);
        int pair = text.indexOf(" 00");
        return pair > 0 ? text.substring(0, pair) : round(text);
    }

    /**
     * A value that may be higher: {@code 148ms to 155ms}, {@code below 7ms}.
     *
     * @param errorNanos how much higher; null where it is exact
     */
    public static String nanosUpTo(long nanos, @Nullable Long errorNanos) {
        return nanosUpTo((double) nanos, errorNanos);
    }

    /** Likewise. */
    public static String nanosUpTo(double nanos, @Nullable Long errorNanos) {
        if (errorNanos == null) {
            return nanos(nanos);
        }
        return nanos == 0
                ? "below " + roundNanos(errorNanos)
                : nanos(nanos) + " to " + nanos(nanos + errorNanos);
    }

    /** Takes a share in 0..1; what is above 1 is written as it is. */
    public static String share(double share) {
        return share < 1 && rounded(share * 1e3) >= 1000 ? ">99.9%" : percent(share);
    }

    /** {@code 3% 0.5%}. */
    public static String roundShare(double share) {
        return round(share(share));
    }

    /** How large a change is, without its sign: {@code 9.8%}. Takes a share. */
    public static String change(double share) {
        return percent(Math.abs(share));
    }

    /** {@code +9.8% -0.43% 0% +240%}. Takes a share. */
    public static String signedChange(double share) {
        return (share < 0 ? "-" : share > 0 ? "+" : "") + change(share);
    }

    /** How many times as much: {@code 1.20×}. */
    public static String ratio(double ratio) {
        return count(ratio) + "×";
    }

    /** {@code 1.2×}. */
    public static String roundRatio(double ratio) {
        return round(ratio(ratio));
    }

    public static String count(long count) {
        return grouped(count);
    }

    /** A mean. */
    public static String count(double count) {
        return isWhole(count) ? whole(count) : threeDigits(count, 1);
    }

    /** {@code 1 job}, {@code 5 jobs}. */
    public static String count(long count, String one) {
        return count(count) + " " + one + (count == 1 ? "" : "s");
    }

    /** In six characters at the most: {@code 99 999}, {@code 123k}, {@code 1.23M}. */
    public static String countShort(long count) {
        long size = Math.abs(count);
        if (size < FIRST_SHORTENED) {
            return count(count);
        }
        return size < 999_500 ? Math.round(count / 1e3) + "k" : count(count / 1e6) + "M";
    }

    public static String perSecond(double rate) {
        return count(rate) + "/s";
    }

    public static String bytes(long bytes) {
        return bytes((double) bytes);
    }

    public static String bytes(double bytes) {
        double size = bytes;
        int unit = 0;
        while (rounded(Math.abs(size)) >= 1024 && unit < BYTES_UNITS.length - 1) {
            size /= 1024;
            unit++;
        }
        return count(size) + BYTES_UNITS[unit];
    }

    private static String percent(double share) {
        double size = Math.abs(share);
        if (size == 0 || size == 1) {
            return size == 0 ? "0%" : share < 0 ? "-100%" : "100%";
        }
        if (size * 100 >= FIRST_POWER_PERCENT) {
            return power(share * 100) + "%";
        }
        long hundredths = rounded(size * 1e4);
        long tenths = rounded(size * 1e3);
        String digits =
                hundredths < 100
                        ? digits(hundredths, 2)
                        : tenths < 1000 ? digits(tenths, 1) : digits(rounded(size * 100), 0);
        return signed(share, digits) + "%";
    }

    private static String threeDigits(double value, double unit) {
        double size = Math.abs(value);
        if (size / unit >= FIRST_POWER) {
            return power(value / unit);
        }
        int decimals = 2;
        while (decimals > 0 && rounded(size * TENS[decimals] / unit) >= 1000) {
            decimals--;
        }
        return signed(value, digits(rounded(size * TENS[decimals] / unit), decimals));
    }

    /**
     * @param last more than nothing before it was rounded, in units of the last digit
     */
    private static String digits(long last, int decimals) {
        if (last == 0) {
            return "<0.01";
        }
        String whole = grouped(last / TENS[decimals]);
        return decimals == 0 ? whole : whole + "." + padded(last % TENS[decimals], decimals);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(digits - text.length()) + text;
    }

    private static String signed(double value, String digits) {
        if (value >= 0) {
            return digits;
        }
        return digits.startsWith("<") ? ">-" + digits.substring(1) : "-" + digits;
    }

    private static String pair(double smaller, String major, String minor) {
        if (smaller >= FIRST_POWER) {
            return power(smaller / 60) + major;
        }
        long count = rounded(smaller);
        return count / 60 + major + " " + padded(count % 60, 2) + minor;
    }

    /** Half up. Most binary fractions lie a hair beside the decimal they stand for. */
    private static long rounded(double value) {
        return Math.round(value * (1 + HAIR));
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    private static String whole(double value) {
        return Math.abs(value) >= FIRST_POWER ? power(value) : grouped((long) value);
    }

    private static String grouped(long count) {
        return Math.abs(count) < FIRST_GROUPED
                ? Long.toString(count)
                : String.format(Locale.ROOT, "%,d", count).replace(',', GROUP);
    }

    private static String power(double value) {
        return String.format(Locale.ROOT, "%.2e", value).replace("e+0", "e+");
    }

    private static String round(String text) {
        return text.replaceFirst("(\\.\\d*?)0+(?=\\D)", "$1").replaceFirst("\\.(?=\\D)", "");
    }
}
