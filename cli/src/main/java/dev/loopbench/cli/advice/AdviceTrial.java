package dev.loopbench.cli.advice;

import dev.loopbench.cli.selftest.Fault;
import org.jspecify.annotations.Nullable;

/**
 * One run of one fault, and one as its first finding advises. Immutable.
 *
 * @param run from 1
 * @param rule of the finding; empty where there was no report
 * @param next the command that it prints to try next; null where it prints none
 * @param gainShare how much less the operations lost then, of their responses; null where it was
 *     not tried
 * @param why a run came to no report; null where both did
 */
public record AdviceTrial(
        Fault fault,
        int run,
        String rule,
        @Nullable String next,
        @Nullable Double gainShare,
        @Nullable String why) {

    /** Whether there is an advice to judge. */
    boolean isJudged() {
        return next != null || why != null;
    }

    /** Whether less time was lost after the change. */
    public boolean fell() {
        return gainShare != null && gainShare > 0;
    }
}
