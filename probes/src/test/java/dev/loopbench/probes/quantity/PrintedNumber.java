package dev.loopbench.probes.quantity;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a printed number says, as a reader takes it. Stateless. */
final class PrintedNumber {

    private static final Pattern TERM =
            Pattern.compile(" ?[<>]?([0-9.\u202f]+(?:e\\+\\d+)?)(\\D*)");

    private static final Map<String, Double> UNITS =
            Map.ofEntries(
                    Map.entry("ns", 1.0),
                    Map.entry("µs", 1e3),
                    Map.entry("ms", 1e6),
                    Map.entry("s", 1e9),
                    Map.entry("m", 60e9),
                    Map.entry("h", 3600e9),
                    Map.entry("%", 0.01),
                    Map.entry("×", 1.0),
                    Map.entry("/s", 1.0),
                    Map.entry("B", 1.0),
                    Map.entry("KiB", 0x1p10),
                    Map.entry("MiB", 0x1p20),
                    Map.entry("GiB", 0x1p30),
                    Map.entry("TiB", 0x1p40),
                    Map.entry("PiB", 0x1p50),
                    Map.entry("EiB", 0x1p60));

    private PrintedNumber() {}

    /** The sum of its terms, in the smallest unit. */
    static double of(String text) {
        Matcher terms = TERM.matcher(text);
        double sum = 0;
        while (terms.find()) {
            double number = Double.parseDouble(terms.group(1).replace("\u202f", ""));
            sum += number * UNITS.getOrDefault(terms.group(2).strip(), Double.NaN);
        }
        return sum;
    }
}
