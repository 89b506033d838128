package dev.loopbench.probes.phase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the loop thread was while it was busy. Single writer (whoever samples), any reader after
 * the window is closed.
 */
@FunctionalInterface
public interface StallStacks {

    /**
     * Either a stack or the reason why there is none. Immutable.
     *
     * @param stack innermost frame first
     */
    record Sample(@Nullable List<String> stack, @Nullable String reason) {

        public static Sample of(List<String> stack) {
            return new Sample(List.copyOf(stack), null);
        }

        public static Sample missing(String reason) {
            return new Sample(null, reason);
        }
    }

    /** No stack at all, always for the same reason. */
    static StallStacks none(String reason) {
        return state -> Sample.missing(reason);
    }

    /**
     * @param state number of the busy period as {@link LoopActivity} published it
     */
    Sample during(long state);
}
