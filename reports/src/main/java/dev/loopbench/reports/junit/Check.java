package dev.loopbench.reports.junit;

import org.jspecify.annotations.Nullable;

/**
 * One test case. Immutable.
 *
 * @param name the same in every run, so that a server can follow it
 * @param type of what went wrong, a stable identifier
 * @param message one sentence; null if it passed
 */
public record Check(String name, Outcome outcome, String type, @Nullable String message) {

    /** The element that tells it; a passed case has none. */
    public enum Outcome {
        PASSED(""),
        FAILED("failure"),
        ERROR("error"),
        SKIPPED("skipped");

        private final String element;

        Outcome(String element) {
            this.element = element;
        }

        String element() {
            return element;
        }
    }

    public static Check passed(String name) {
        return new Check(name, Outcome.PASSED, "", null);
    }

    public static Check of(String name, Outcome outcome, String type, String message) {
        return new Check(name, outcome, type, message);
    }
}
