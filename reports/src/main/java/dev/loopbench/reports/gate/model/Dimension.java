package dev.loopbench.reports.gate.model;

import dev.loopbench.probes.quantity.Numbers;
import java.util.Arrays;

/** What a cell's value is in. Immutable. */
public enum Dimension {
    NANOS("ns"),
    PER_SECOND("/s"),
    /** In 0..1. */
    SHARE("share"),
    BYTES("B"),
    COUNT("count");

    private final String unit;

    Dimension(String unit) {
        this.unit = unit;
    }

    /** Counts for what no document of this version has. */
    public static Dimension ofUnit(String unit) {
        return Arrays.stream(values()).filter(d -> d.unit.equals(unit)).findFirst().orElse(COUNT);
    }

    /** As documents have it. */
    public String unit() {
        return unit;
    }

    /** As people read it, with its unit. */
    public String format(double value) {
        return switch (this) {
            case NANOS -> Numbers.nanos(value);
            case PER_SECOND -> Numbers.perSecond(value);
            case SHARE -> Numbers.share(value);
            case BYTES -> Numbers.bytes(Math.round(value));
            case COUNT -> Numbers.count(value);
        };
    }
}
