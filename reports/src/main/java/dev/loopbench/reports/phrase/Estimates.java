package dev.loopbench.reports.phrase;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.EstimatedWait;

/** What is said of a figure that was not measured. Stateless. */
public final class Estimates {

    private Estimates() {}

    /** How far the estimate can be off, and what it rests on. */
    public static String about(EstimatedWait wait) {
        return "~wait is an estimate: "
                + Numbers.nanos(wait.totalNanos())
                + " in all, at least "
                + Numbers.nanos(wait.lowerNanos())
                + " and at most "
                + Numbers.nanos(wait.upperNanos())
                + switch (wait.basis()) {
                    case TRACED_JOBS -> "; where between them, traced jobs tell";
                    case MIDDLE -> "; it is the middle";
                    case UNKNOWN -> "";
                };
    }
}
