package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.result.Operation;
import dev.loopbench.probes.result.Repeat;
import dev.loopbench.probes.result.Report;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A figure of a report by name: {@code response.p99}, or of one kind {@code fs-read:wait.p50};
 * without a kind it is that of the report's first one. Immutable.
 *
 * <p>Equal by name.
 */
public final class Cell {

    /**
     * A cell's value in one report.
     *
     * @param value null where the report does not have it
     * @param highest what it may be as well; the value itself where that is known
     * @param reason why it is missing, or why a gate must not use it; null where all is well
     */
    public record Reading(
            @Nullable Double value, @Nullable Double highest, @Nullable String reason) {

        /** A value that is known, or not at all. */
        public Reading(@Nullable Double value, @Nullable String reason) {
            this(value, value, reason);
        }

        static Reading of(double value) {
            return new Reading(value, null);
        }

        static Reading missing(String reason) {
            return new Reading(null, reason);
        }

        /** Null is missing for this reason. */
        static Reading ofNullable(@Nullable Number value, String reason) {
            return value == null ? missing(reason) : of(value.doubleValue());
        }

        /** The same value, which may be so much higher. */
        Reading withError(double error) {
            return new Reading(value, value == null ? null : (Double) (value + error), reason);
        }

        /** The same value, not for a gate. */
        Reading unfit(String why) {
            return new Reading(value, highest, why);
        }

        public boolean gateable() {
            return value != null && reason == null;
        }
    }

    private static final char KIND_END = ':';

    private final @Nullable String kind;
    private final Figure figure;

    private Cell(@Nullable String kind, Figure figure) {
        this.kind = kind;
        this.figure = figure;
    }

    /** The cell of that name. */
    public static Cell named(String name) throws UnknownCellException {
        int end = name.lastIndexOf(KIND_END);
        String kind = end < 0 ? null : name.substring(0, end);
        String key = name.substring(end + 1);
        Optional<Figure> figure = Figures.named(key);
        if (figure.isEmpty()) {
            throw new UnknownCellException(
                    "There is no figure %s; there are %s.".formatted(key, Figures.listed()));
        }
        if (kind != null && (kind.isEmpty() || !figure.get().ofKind())) {
            throw new UnknownCellException(
                    kind.isEmpty()
                            ? "No kind stands before the colon of %s.".formatted(name)
                            : "%s is of the whole run: it takes no kind.".formatted(key));
        }
        return new Cell(kind, figure.get());
    }

    /** Of the main kind. */
    static Cell of(Figure figure) {
        return new Cell(null, figure);
    }

    /** Every cell that a report has a value for, in the order people read them, counters first. */
    public static List<Cell> in(Report report) {
        Set<Cell> cells = new LinkedHashSet<>();
        Figures.inOrder().forEach(figure -> cells.add(of(figure)));
        for (Operation operation : others(report)) {
            Figures.inOrder().stream()
                    .filter(Figure::ofKind)
                    .forEach(figure -> cells.add(new Cell(operation.kind(), figure)));
        }
        return cells.stream().filter(cell -> cell.measured(report).value() != null).toList();
    }

    private static List<Operation> others(Report report) {
        // A kind without a name can only be meant as the main one.
        return report.operations().stream().skip(1).filter(o -> !o.kind().isEmpty()).toList();
    }

    /** As {@link #read(Report)} of each of {@code cells}: no histogram is decoded twice. */
    public static List<Reading> readings(List<Cell> cells, Report report) {
        return readings(cells, report, Fitness.GATE);
    }

    /** Likewise, by another rule than that of {@link #read(Report)}. */
    public static List<Reading> readings(List<Cell> cells, Report report, Fitness fitness) {
        Subject.Distributions distributions = new Subject.Distributions();
        List<Reading> readings = new ArrayList<>();
        cells.forEach(cell -> readings.add(cell.read(report, distributions, fitness)));
        return readings;
    }

    public String name() {
        return kind == null ? figure.key() : kind + KIND_END + figure.key();
    }

    public Dimension dimension() {
        return figure.dimension();
    }

    public boolean lowerIsBetter() {
        return figure != RateFigure.THROUGHPUT;
    }

    /** Whether it counts what does not depend on the machine's speed. */
    public boolean isCounter() {
        return figure instanceof RunFigure run && RunFigure.counters().contains(run);
    }

    /** The value for a gate: with a reason where it must not be used for one. */
    public Reading read(Report report) {
        return read(report, new Subject.Distributions(), Fitness.GATE);
    }

    private Reading read(Report report, Subject.Distributions distributions, Fitness fitness) {
        Subject subject = new Subject(report, operation(report).orElse(null), distributions);
        return lacksOperation(subject)
                ? noOperation(report)
                : withRatio(figure.comparable(subject, fitness));
    }

    /** As {@link #read(Report)}, of one repetition. */
    public Reading read(Report report, Repeat repeat) {
        Optional<Operation> operation = operation(report);
        if (figure.ofKind() && operation.isEmpty()) {
            return noOperation(report);
        }
        String main = report.operations().isEmpty() ? "" : report.operations().get(0).kind();
        if (kind != null && !kind.equals(main)) {
            return Reading.missing("a repetition does not tell figures of " + kind);
        }
        return withRatio(figure.comparable(repeat, main, Fitness.GATE));
    }

    /** The value for an absolute limit: with a reason only where there is none. */
    public Reading measured(Report report) {
        Subject subject =
                new Subject(report, operation(report).orElse(null), new Subject.Distributions());
        return lacksOperation(subject) ? noOperation(report) : figure.measured(subject);
    }

    /**
     * Positive where head is worse: the logarithm of the ratio, in the direction of this cell. Both
     * values are above 0, as those of a gate are.
     */
    public double difference(double base, double head) {
        double ratio = Math.log(head / base);
        return lowerIsBetter() ? ratio : -ratio;
    }

    /**
     * Back from a {@link #difference} to a share of the base's value in the figure's own direction.
     */
    public double changeShare(double difference) {
        return Math.expm1(lowerIsBetter() ? difference : -difference);
    }

    private Optional<Operation> operation(Report report) {
        return kind == null ? report.operations().stream().findFirst() : report.operation(kind);
    }

    private boolean lacksOperation(Subject subject) {
        return figure.ofKind() && subject.operation() == null;
    }

    private Reading noOperation(Report report) {
        String kinds =
                report.operations().stream().map(Operation::kind).collect(Collectors.joining(", "));
        return Reading.missing(
                kind == null || kinds.isEmpty()
                        ? "the report has no operations"
                        : "the report has no operations of %s, it has %s".formatted(kind, kinds));
    }

    private static Reading withRatio(Reading reading) {
        Double value = reading.value();
        return value != null && value == 0 ? reading.unfit("it is 0, and 0 has no ratio") : reading;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cell cell && name().equals(cell.name());
    }

    @Override
    public int hashCode() {
        return name().hashCode();
    }

    @Override
    public String toString() {
        return name();
    }
}
