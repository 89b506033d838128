package dev.loopbench.reports.openmetrics;

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

    /** Begins a family that only grows. */
    Exposition counter(String name, String unit, String help) {
        return family(name, "counter", unit, help, "_total");
    }

    /** Begins a family that goes up and down. */
    Exposition gauge(String name, String unit, String help) {
        return family(name, "gauge", unit, help, "");
    }

    Exposition sample(double value) {
        text.append(family).append(suffix).append(' ').append(number(value)).append('\n');
        return this;
    }

    /** A count; exact up to 2^53. */
    Exposition sample(long value) {
        return sample((double) value);
    }

    /** A count with a label. */
    Exposition sample(String label, String labelValue, long value) {
        return sample(label, labelValue, (double) value);
    }

    /**
     * @param labelValue of this project's own words: nothing in it needs escaping
     */
    Exposition sample(String label, String labelValue, double value) {
        text.append(family)
                .append(suffix)
                .append('{')
                .append(label)
                .append("=\"")
                .append(labelValue)
                .append("\"} ")
                .append(number(value))
                .append('\n');
        return this;
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
        text.append("# HELP ").append(name).append(' ').append(help).append('\n');
        return this;
    }

    private static String number(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1L << 53;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
