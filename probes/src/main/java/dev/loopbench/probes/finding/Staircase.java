package dev.loopbench.probes.finding;

import dev.loopbench.probes.quantity.Numbers;
import dev.loopbench.probes.result.Job;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pattern of a burst on a fixed pool: waits rise in steps of one service time, a job of each
 * thread on each. Stateless; nanoseconds.
 */
final class Staircase {

    private static final int LEAST_STEPS = 3;

    /** A step may differ so much from the service time, and its jobs among each other. */
    private static final double TOLERANCE = 0.5;

    private Staircase() {}

    /** A sentence; empty where the waits do not rise so. */
    static Optional<String> of(Facts facts) {
        int threads = facts.pool().threads();
        double[] waits = waits(facts.report().jobs());
        int steps = waits.length / threads;
        if (facts.isStream()
                || facts.report().config().repeats() != 1
                || facts.report().jobsDropped() > 0
                || steps < LEAST_STEPS
                || !areEven(waits, threads, steps, facts.legs().meanServiceNanos())) {
            return Optional.empty();
        }
        double height = (level(waits, steps - 1, threads) - level(waits, 0, threads)) / (steps - 1);
        return Optional.of(
                "waits rose in "
                        + steps
                        + " steps of "
                        + Numbers.nanos(height)
                        + ", one service each, with "
                        + Numbers.count(threads, "job")
                        + " on a step: a burst on a fixed pool");
    }

    private static boolean areEven(double[] waits, int threads, int steps, double serviceNanos) {
        for (int step = 0; step < steps; step++) {
            double spread = waits[(step + 1) * threads - 1] - waits[step * threads];
            if (spread > TOLERANCE * serviceNanos) {
                return false;
            }
            double rise =
                    step == 0
                            ? serviceNanos
                            : level(waits, step, threads) - level(waits, step - 1, threads);
            if (Math.abs(rise - serviceNanos) > TOLERANCE * serviceNanos) {
                return false;
            }
        }
        return true;
    }

    /** Mean wait of the jobs on a step. */
    private static double level(double[] waits, int step, int threads) {
        return Arrays.stream(waits, step * threads, (step + 1) * threads).average().orElse(0);
    }

    /** In ascending order. */
    private static double[] waits(List<Job> jobs) {
        List<Long> waits = new ArrayList<>();
        for (Job job : jobs) {
            if (job.startedNanos() != null) {
                waits.add(job.startedNanos() - job.submittedNanos());
            }
        }
        return waits.stream().mapToDouble(Long::doubleValue).sorted().toArray();
    }
}
