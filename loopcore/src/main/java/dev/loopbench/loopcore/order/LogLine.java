package dev.loopbench.loopcore.order;

import dev.loopbench.loopcore.Phase;
import java.util.Locale;
import java.util.Optional;

/**
 * One line of an order program's log, and where the loop stood when it was written. Immutable.
 *
 * @param phase as reports name it; {@link #MAIN} for what the script itself wrote
 * @param iteration how often the loop had polled (rule M01): 0 before the first poll
 * @param atNanos since right before the script began
 */
public record LogLine(String text, String phase, long iteration, long atNanos) {

    /** The phase of lines that no phase of the loop wrote. */
    public static final String MAIN = "main";

    static String phaseName(Optional<Phase> phase) {
        return phase.map(running -> running.name().toLowerCase(Locale.ROOT)).orElse(MAIN);
    }
}
