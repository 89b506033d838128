package dev.loopbench.reports.openmetrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A reader of OpenMetrics text that takes nothing the specification forbids, as far as documents
 * without time stamps and exemplars go.
 *
 * @see <a href="https://prometheus.io/docs/specs/om/open_metrics_spec/">OpenMetrics 1.0</a>
 */
final class OpenMetricsText {

    private static final Pattern METADATA =
            Pattern.compile("# (TYPE|UNIT|HELP) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.*)");
    private static final Pattern SAMPLE =
            Pattern.compile("(?s)([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\\\\\"\n]|\\\\[\\\\\"n])*)\"(,|$)");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");

    private static final Map<String, Set<String>> SUFFIXES =
            Map.of(
                    "counter", Set.of("_total"),
                    "gauge", Set.of(""),
                    "info", Set.of("_info"),
                    "histogram", Set.of("_bucket", "_count", "_sum"));

    record Sample(String family, String suffix, Map<String, String> labels, double value) {}

    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> families = new HashSet<>();
    private final Set<String> keys = new HashSet<>();
    private final Set<String> metadata = new HashSet<>();
    private String family = "";
    private String type = "";
    private boolean hasSamples;

    static List<Sample> read(String text) {
        check(text.endsWith("\n# EOF\n"), "the last line is not # EOF");
        check(text.indexOf("# EOF\n") == text.length() - "# EOF\n".length(), "# EOF stands twice");
        check(text.indexOf('\r') < 0 || !text.contains("\r\n"), "a line ends in CR LF");
        OpenMetricsText reader = new OpenMetricsText();
        String body = text.substring(0, text.length() - "# EOF\n".length());
        for (String line : body.split("\n", -1)) {
            reader.line(line);
        }
        Histograms.check(reader.samples);
        return reader.samples;
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return; // after the last line feed
        }
        Matcher about = METADATA.matcher(line);
        if (about.matches()) {
            about(about.group(1), about.group(2), about.group(3));
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        check(sample.matches(), line);
        String labels = sample.group(2);
        sample(sample.group(1), labels == null ? "" : labels, sample.group(3));
    }

    private void about(String keyword, String name, String text) {
        if (keyword.equals("TYPE")) {
            check(families.add(name), name + " stands in two places");
            check(SUFFIXES.containsKey(text), text + " is no type");
            family = name;
            type = text;
            hasSamples = false;
        }
        check(name.equals(family), name + " stands within " + family);
        check(metadata.add(keyword + " " + name), keyword + " of " + name + " stands twice");
        check(!hasSamples, keyword + " of " + name + " stands after a sample");
        if (keyword.equals("UNIT")) {
            check(name.endsWith("_" + text), name + " does not end in its unit");
        }
    }

    private void sample(String name, String labels, String value) {
        check(name.startsWith(family), name + " stands within " + family);
        String suffix = name.substring(family.length());
        check(SUFFIXES.getOrDefault(type, Set.of()).contains(suffix), name + " in a " + type);
        check(NUMBER.matcher(value).matches(), value + " is no number");
        check(!type.equals("counter") || Double.parseDouble(value) >= 0, name + " is negative");
        Map<String, String> read = labels(labels);
        check(keys.add(name + read), name + read + " stands twice");
        hasSamples = true;
        samples.add(new Sample(family, suffix, read, Double.parseDouble(value)));
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            check(label.find(end) && label.start() == end, "labels " + text);
            String value = unescaped(label.group(2));
            check(labels.put(label.group(1), value) == null, "a label stands twice in " + text);
            end = label.end();
        }
        return labels;
    }

    private static String unescaped(String value) {
        return Pattern.compile("(?s)\\\\(.)")
                .matcher(value)
                .replaceAll(
                        escape ->
                                Matcher.quoteReplacement(
                                        escape.group(1).equals("n") ? "\n" : escape.group(1)));
    }

    private static void check(boolean rule, String broken) {
        if (!rule) {
            throw new IllegalArgumentException(broken);
        }
    }

    /** The rules about the samples of one distribution. */
    private static final class Histograms {

        private Histograms() {}

        static void check(List<Sample> samples) {
            Map<String, List<Sample>> points = new LinkedHashMap<>();
            for (Sample sample : samples) {
                if (List.of("_bucket", "_count", "_sum").contains(sample.suffix())) {
                    Map<String, String> labels = new LinkedHashMap<>(sample.labels());
                    labels.remove("le");
                    points.computeIfAbsent(sample.family() + labels, k -> new ArrayList<>())
                            .add(sample);
                }
            }
            points.values().forEach(Histograms::point);
        }

        private static void point(List<Sample> point) {
            String where = point.get(0).family();
            List<Sample> buckets =
                    point.stream().filter(s -> s.suffix().equals("_bucket")).toList();
            double before = Double.NEGATIVE_INFINITY;
            double count = 0;
            for (Sample bucket : buckets) {
                String le = bucket.labels().getOrDefault("le", "");
                double edge = le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
                OpenMetricsText.check(edge > before, where + ": edges do not rise");
                OpenMetricsText.check(bucket.value() >= count, where + ": not cumulative");
                OpenMetricsText.check(
                        le.equals("+Inf") || le.equals(CanonicalNumber.of(edge)), where + le);
                before = edge;
                count = bucket.value();
            }
            OpenMetricsText.check(before == Double.POSITIVE_INFINITY, where + ": no +Inf");
            double total = count;
            OpenMetricsText.check(
                    point.stream().anyMatch(s -> s.suffix().equals("_count") && s.value() == total),
                    where + ": the count is not the last bucket");
            OpenMetricsText.check(
                    point.stream().anyMatch(s -> s.suffix().equals("_sum")), where + ": no sum");
        }
    }
}
