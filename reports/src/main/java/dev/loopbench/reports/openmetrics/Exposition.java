package dev.loopbench.reports.openmetrics;

import java.util.List;
import java.util.SortedMap;

/**
 * Text of OpenMetrics 1.0, one family after the other. Not thread-safe.
 *
 * <p>Lines end with a line feed alone, and a counter's samples in {@code _total}. A family with a
 * unit has to end with it.
 */
final class Exposition {

    private final StringBuilder text = new StringBuilder();
    private String family = "";
    private String suffix = "";

    /** One label of a sample. */
    record Label(String name, String value) {}

    /** Begins a family that only grows. */
    Exposition counter(String name, String unit, String help) {
        return family(name, "counter", unit, help, "_total");
    }

    /** Begins a family that goes up and down. */
    Exposition gauge(String name, String unit, String help) {
        return family(name, "gauge", unit, help, "");
    }

    /** Begins a family of text that stands in labels; its one value is 1. */
    Exposition info(String name, String help) {
        return family(name, "info", "", help, "_info");
    }

    /** Begins a family of distributions. */
    Exposition histogram(String name, String unit, String help) {
        return family(name, "histogram", unit, help, "");
    }

    Exposition sample(double value) {
        return sample(List.of(), value);
    }

    /** A count; exact up to 2^53. */
    Exposition sample(long value) {
        return sample((double) value);
    }

    /** A count with a label. */
    Exposition sample(String label, String labelValue, long value) {
        return sample(label, labelValue, (double) value);
    }

    Exposition sample(String label, String labelValue, double value) {
        return sample(List.of(new Label(label, labelValue)), value);
    }

    /** A count with labels. */
    Exposition sample(List<Label> labels, long value) {
        return sample(labels, (double) value);
    }

    Exposition sample(List<Label> labels, double value) {
        return line(suffix, labels, number(value));
    }

    /**
     * A distribution.
     *
     * @param cumulative by upper edge: how many values lie at or below it
     */
    Exposition distribution(
            List<Label> labels, SortedMap<Double, Long> cumulative, long count, double sum) {
        cumulative.forEach((edge, below) -> bucket(labels, CanonicalNumber.of(edge), below));
        bucket(labels, "+Inf", count);
        line("_count", labels, Long.toString(count));
        return line("_sum", labels, number(sum));
    }

    /** The whole document. */
    String end() {
        return text.append("# EOF\n").toString();
    }

    private Exposition family(
            String name, String type, String unit, String help, String sampleSuffix) {
        family = name;
        suffix = sampleSuffix;
        text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
        if (!unit.isEmpty()) {
            text.append("# UNIT ").append(name).append(' ').append(unit).append('\n');
        }
        text.append("# HELP ").append(name).append(' ').append(escaped(help)).append('\n');
        return this;
    }

    private void bucket(List<Label> labels, String edge, long count) {
        text.append(family).append("_bucket{");
        labels.forEach(label -> append(label).append(','));
        append(new Label("le", edge)).append("} ").append(count).append('\n');
    }

    private Exposition line(String nameSuffix, List<Label> labels, String value) {
        text.append(family).append(nameSuffix);
        for (int i = 0; i < labels.size(); i++) {
            text.append(i == 0 ? '{' : ',');
            append(labels.get(i));
        }
        text.append(labels.isEmpty() ? " " : "} ").append(value).append('\n');
        return this;
    }

    private StringBuilder append(Label label) {
        return text.append(label.name()).append("=\"").append(escaped(label.value())).append('"');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"");
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
