package dev.loopbench.probes.node;

import java.util.Optional;

/**
 * The share of its life a loop was not idle, as Node's {@code
 * performance.eventLoopUtilization(first, second)} tells it in its three forms (rule M05). It says
 * nothing of the CPU: a loop thread that sleeps in a callback is active (rule M06).
 *
 * <p>Thread-safe (by {@link IdleTime}).
 */
public final class EventLoopUtilization {

    /**
     * What one call returns. Immutable.
     *
     * @param share active / (idle + active); 0 before the loop was run, NaN over no time at all
     */
    public record Reading(long idleNanos, long activeNanos, double share) {

        private static Reading of(long idleNanos, long activeNanos) {
            return new Reading(
                    idleNanos, activeNanos, (double) activeNanos / (idleNanos + activeNanos));
        }

        private Reading minus(Reading earlier) {
            return of(idleNanos - earlier.idleNanos, activeNanos - earlier.activeNanos);
        }
    }

    private static final Reading NOT_STARTED = new Reading(0, 0, 0.0);

    private final IdleTime idle;

    /**
     * @param idle what observes the loop
     */
    public EventLoopUtilization(IdleTime idle) {
        this.idle = idle;
    }

    /** Since the loop was first run. */
    public Reading read() {
        return present().orElse(NOT_STARTED);
    }

    /** From {@code earlier} to now. */
    public Reading readSince(Reading earlier) {
        return present().map(now -> now.minus(earlier)).orElse(NOT_STARTED);
    }

    /** From {@code earlier} to {@code later}, whatever the loop does now. */
    public static Reading between(Reading later, Reading earlier) {
        return later.minus(earlier);
    }

    private Optional<Reading> present() {
        return idle.life()
                .map(life -> Reading.of(life.idleNanos(), life.lifeNanos() - life.idleNanos()));
    }
}
