package dev.loopbench.reports.gate.model;

import java.util.Arrays;
import java.util.Optional;

/** How a figure has to stand to its bound. Immutable. */
public enum Relation {
    BELOW("<"),
    AT_MOST("<="),
    ABOVE(">"),
    AT_LEAST(">=");

    private final String symbol;

    Relation(String symbol) {
        this.symbol = symbol;
    }

    public static Optional<Relation> of(String symbol) {
        return Arrays.stream(values()).filter(r -> r.symbol.equals(symbol)).findFirst();
    }

    boolean holds(double value, double bound) {
        return switch (this) {
            case BELOW -> value < bound;
            case AT_MOST -> value <= bound;
            case ABOVE -> value > bound;
            case AT_LEAST -> value >= bound;
        };
    }
}
