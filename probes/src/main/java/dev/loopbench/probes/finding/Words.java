package dev.loopbench.probes.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Figures as findings write them: plain ASCII, three digits. Stateless. */
final class Words {

    /** Where a report goes is no part of what to try next. */
    private static final List<String> OUTPUT_OPTIONS = List.of("--json", "-o", "--out", "--color");

    private static final List<String> OUTPUT_FLAGS = List.of("-q", "--quiet", "--ascii");

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

    static String count(long n, String singular) {
        return n + " " + (n == 1 ? singular : singular + "s");
    }

    /** {@code command} with an option set to a value, whether or not it was there before. */
    static String commandWith(List<String> command, String option, String value) {
        List<String> words = without(command, List.of(option));
        words.add(option);
        words.add(value);
        return String.join(" ", words);
    }

    /**
     * {@code command} less the options named, each with its value; null if it held none of them.
     */
    static @Nullable String commandWithout(List<String> command, List<String> options) {
        List<String> words = without(command, options);
        return words.size() == without(command, List.of()).size() ? null : String.join(" ", words);
    }

    /** {@code command} less a flag, which has no value; null if it held none. */
    static @Nullable String commandWithoutFlag(List<String> command, String flag) {
        if (!command.contains(flag)) {
            return null;
        }
        List<String> words = new ArrayList<>(command);
        words.remove(flag);
        return String.join(" ", without(words, List.of()));
    }

    private static List<String> without(List<String> command, List<String> options) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            int equals = word.indexOf('=');
            String name = equals > 0 ? word.substring(0, equals) : word;
            if (OUTPUT_FLAGS.contains(word)) {
                continue;
            }
            if (!options.contains(name) && !OUTPUT_OPTIONS.contains(name)) {
                words.add(word.contains(" ") ? "'" + word + "'" : word);
            } else if (equals < 0) {
                i++; // its value
            }
        }
        return words;
    }
}
