package dev.loopbench.cli.order;

import dev.loopbench.loopcore.order.OrderLog;
import dev.loopbench.loopcore.order.OrderProgram;
import java.util.List;

/**
 * What one program came to. Immutable.
 *
 * @param log of its last run
 * @param end how that run ended
 * @param runs how often it was run
 */
public record OrderOutcome(OrderProgram program, OrderLog log, End end, int runs) {

    /** How a run ends. */
    public enum End {
        /** Nothing was alive any more. */
        COMPLETE,
        /** It took longer than it was given. */
        TIMED_OUT,
        INTERRUPTED
    }

    /** Returned where two logs are the same. */
    static final int NO_DIFFERENCE = -1;

    /** What the log has to be; empty too where nobody says. */
    List<String> expected() {
        List<String> expected = program.expected();
        return expected == null ? List.of() : expected;
    }

    boolean isChecked() {
        return program.expected() != null;
    }

    public boolean isComplete() {
        return end == End.COMPLETE;
    }

    /** Whether it ended by itself and its log is the expected one, or nobody expects any. */
    public boolean isGood() {
        return isComplete() && !differs();
    }

    boolean differs() {
        return firstDifference() != NO_DIFFERENCE;
    }

    /** Index of the first line that is another, or missing in one of the logs. */
    int firstDifference() {
        List<String> logged = log.texts();
        if (!isChecked() || logged.equals(expected())) {
            return NO_DIFFERENCE;
        }
        int line = 0;
        while (line < logged.size()
                && line < expected().size()
                && logged.get(line).equals(expected().get(line))) {
            line++;
        }
        return line;
    }
}
