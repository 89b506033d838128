package dev.loopbench.cli.option;

import dev.loopbench.loopcore.workload.InvalidParameterException;
import dev.loopbench.loopcore.workload.Quantity;
import dev.loopbench.reports.gate.model.Cell;
import dev.loopbench.reports.gate.model.Dimension;
import dev.loopbench.reports.gate.model.Limit;
import dev.loopbench.reports.gate.model.Limit.Relation;
import dev.loopbench.reports.gate.model.UnknownCellException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** What has to hold of a run. Confined to the main thread. */
public final class LimitOptions {

    public static final String NAME = "--fail-on";

    private static final Pattern EXPRESSION =
            Pattern.compile(
                    "\\s*([^<>=\\s]+)\\s*([<>]=?)\\s*([^<>=\\s]|[^<>=\\s][^<>=]*[^<>=\\s])\\s*");

    /** So long a number says more than any figure holds. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}(?:\\.[0-9]{1,15})?");

    private static final double PERCENT = 100;

    @Option(
            names = NAME,
            paramLabel = "LIMIT",
            description =
                    "what has to hold, or the exit code is 12: a figure, one of < <= > >= and a"
                            + " bound, such as 'wait.p99 < 20ms'; repeatable")
    List<String> expressions = new ArrayList<>();

    public boolean isGiven() {
        return !expressions.isEmpty();
    }

    /** In the user's order. */
    public List<Limit> limits() throws UsageException {
        List<Limit> limits = new ArrayList<>();
        for (String expression : expressions) {
            limits.add(limit(expression.strip()));
        }
        return limits;
    }

    private static Limit limit(String expression) throws UsageException {
        Matcher parts = EXPRESSION.matcher(expression);
        if (!parts.matches()) {
            throw new UsageException(
                    "%s needs a figure, one of < <= > >= and a bound, such as \"wait.p99 < 20ms\","
                                    .formatted(NAME)
                            + " not "
                            + Quantity.quoted(expression)
                            + ".");
        }
        Cell cell = cell(parts.group(1), expression);
        Relation relation = Relation.of(parts.group(2)).orElseThrow();
        return new Limit(expression, cell, relation, bound(cell, parts.group(3), expression));
    }

    private static Cell cell(String name, String expression) throws UsageException {
        try {
            return Cell.named(name);
        } catch (UnknownCellException unknown) {
            throw new UsageException(
                    NAME + " " + Quantity.quoted(expression) + ": " + unknown.getMessage());
        }
    }

    private static double bound(Cell cell, String text, String expression) throws UsageException {
        String bound = "The bound of " + Quantity.quoted(expression);
        try {
            return bound(cell.dimension(), bound, text);
        } catch (InvalidParameterException refused) {
            throw new UsageException(String.valueOf(refused.getMessage()));
        }
    }

    private static double bound(Dimension dimension, String bound, String text)
            throws UsageException, InvalidParameterException {
        return switch (dimension) {
            case NANOS -> (double) Quantity.durationNanos(bound, text);
            case BYTES -> (double) Quantity.bytes(bound, text);
            case PER_SECOND -> Quantity.perSecond(bound, text);
            case SHARE -> share(bound, text);
            case COUNT -> number(bound + " must be a plain number, such as 3", text, text);
        };
    }

    private static double share(String bound, String text) throws UsageException {
        String wanted = bound + " must be a share from 0% to 100%, such as 80%";
        String digits = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : "";
        double percent = number(wanted, digits, text);
        if (percent > PERCENT) {
            throw new UsageException(wanted + ", not " + Quantity.quoted(text) + ".");
        }
        return percent / PERCENT;
    }

    private static double number(String wanted, String digits, String text) throws UsageException {
        if (!NUMBER.matcher(digits).matches()) {
            throw new UsageException(wanted + ", not " + Quantity.quoted(text) + ".");
        }
        return Double.parseDouble(digits);
    }
}
