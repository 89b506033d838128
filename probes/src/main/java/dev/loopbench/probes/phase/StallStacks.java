package dev.loopbench.probes.phase;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the loop thread was while it was busy. Single writer (whoever samples), any reader after
 * the window is closed.
 */
@FunctionalInterface
public interface StallStacks {

    /** How the thread was found, in terms of the JVM. */
    enum Seen {
        /** At least once in a lock, a wait or a sleep. */
        WAITING,
        /** In a native method: it may compute there or wait. */
        IN_NATIVE_CODE,
        RUNNABLE,
        NOT_SEEN
    }

    /**
     * Either a stack or the reason why there is none. Immutable.
     *
     * @param stack innermost frame first
     */
    record Sample(@Nullable List<String> stack, @Nullable String reason, Seen seen) {

        public static Sample of(List<String> stack, Seen seen) {
            return new Sample(List.copyOf(stack), null, seen);
        }

        public static Sample missing(String reason, Seen seen) {
            return new Sample(null, reason, seen);
        }

        public static Sample missing(String reason) {
            return missing(reason, Seen.NOT_SEEN);
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
