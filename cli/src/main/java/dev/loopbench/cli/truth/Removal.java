package dev.loopbench.cli.truth;

import java.util.Arrays;
import java.util.Set;

/**
 * What can be taken away from a configuration to see how much time it cost, and the rules that
 * blame it. Immutable.
 */
enum Removal {
    BLOCK("block", "the block", "loop.blocked loop.late-completions loop.paused"),
    THREADS(
            "threads",
            "the bound on threads",
            "pool.saturated pool.saturated.cores-idle pool.saturated.jobs-wait"
                    + " pool.busy pool.burst pool.interference pool.slow-lane"),
    CORES(
            "cores",
            "the bound on cores",
            "pool.saturated.cores-exhausted pool.cores-full pool.oversubscribed"
                    + " pool.saturated.neighbours pool.neighbours loop.starved loop.late-completions"),
    NEIGHBOURS(
            "neighbours",
            "other processes",
            "host.neighbours pool.saturated.neighbours pool.neighbours loop.starved loop.late-completions"),
    SLOW_LANE("slow-lane", "the slow lane", "pool.slow-lane"),
    BACKGROUND(
            "background",
            "the other workload",
            "pool.interference pool.slow-lane loop.starved.ticks"),
    /** Where neither alone is enough: more threads only share the cores, more cores lie idle. */
    CAPACITY(
            "threads+cores",
            "the bounds on threads and cores",
            "pool.saturated pool.saturated.cores-exhausted pool.saturated.neighbours pool.neighbours pool.cores-full"
                    + " pool.burst pool.oversubscribed");

    /** Rules that stand for all whose names go on after it. */
    private static final Set<String> FAMILIES = Set.of("loop.blocked", "loop.paused");

    private final String title;
    private final String words;
    private final String rules;

    Removal(String title, String words, String rules) {
        this.title = title;
        this.words = words;
        this.rules = rules;
    }

    /** As the matrix has it. */
    String title() {
        return title;
    }

    String words() {
        return words;
    }

    /** Whether a finding of this rule says that it is this that cost the time. */
    boolean isBlamedBy(String rule) {
        return Arrays.stream(rules.split(" ", -1))
                .anyMatch(
                        own ->
                                own.equals(rule)
                                        || (FAMILIES.contains(own) && rule.startsWith(own + ".")));
    }
}
