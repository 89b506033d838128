package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.clock.NanoClock;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Time that moves only when told: by {@link #advance}, by a simulated sleep, or by a fixed cost for
 * each reading. What is scheduled runs at its instant while time moves past it.
 *
 * <p>Confined to one thread.
 */
public final class VirtualClock implements NanoClock {

    /**
     * What work took that ran aside.
     *
     * @param chargedNanos by {@link #charge}: it computed
     * @param sleptNanos by {@link #sleep}
     */
    record Spent(long chargedNanos, long sleptNanos) {}

    /** Work that runs while time stands still for all others. */
    private static final class Aside {

        private long chargedNanos;
        private long sleptNanos;
    }

    private record Event(long atNanos, long sequence, Runnable action) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    Comparator.<Event>comparingLong(event -> event.atNanos - origin())
                            .thenComparingLong(Event::sequence));
    private final long originNanos;
    private final long readCostNanos;
    private long nowNanos;
    private long sequence;
    private boolean moving;
    private @Nullable Aside aside;
    private @Nullable SimulatedCores loopCores;
    private Runnable loopSleeps = () -> {};

    /**
     * @param originNanos the first instant; near {@link Long#MAX_VALUE} time wraps as a real clock
     *     may
     * @param readCostNanos by how much each {@link #nanoTime} moves time: 0 for a clock that stands
     *     still
     */
    public VirtualClock(long originNanos, long readCostNanos) {
        this.originNanos = originNanos;
        this.nowNanos = originNanos;
        this.readCostNanos = readCostNanos;
    }

    /** A clock at 0 that stands still until it is moved. */
    public static VirtualClock still() {
        return new VirtualClock(0, 0);
    }

    @Override
    public long nanoTime() {
        if (aside != null) {
            return nowNanos + aside.chargedNanos + aside.sleptNanos;
        }
        if (readCostNanos > 0 && !moving) {
            charge(readCostNanos);
        }
        return nowNanos;
    }

    @Override
    public void sleep(long nanos) {
        if (aside != null) {
            aside.sleptNanos += Math.max(0, nanos);
        } else {
            loopSleeps.run();
            advance(nanos);
        }
    }

    @Override
    public void charge(long nanos) {
        if (aside != null) {
            aside.chargedNanos += Math.max(0, nanos);
        } else if (loopCores != null) {
            loopCores.compute(nanos);
        } else {
            advance(nanos);
        }
    }

    @Override
    public void chargePause(long nanos) {
        if (aside == null && loopCores != null) {
            loopCores.pause(nanos);
        } else {
            charge(nanos);
        }
    }

    @Override
    public boolean isSimulated() {
        return true;
    }

    /** What the loop thread is charged takes as long as these cores need for it. */
    void computeOn(SimulatedCores cores) {
        loopCores = cores;
    }

    /** Runs {@code action} whenever the loop thread begins to {@link #sleep}. */
    public void whenLoopSleeps(Runnable action) {
        loopSleeps = action;
    }

    /**
     * Runs the work of another thread of the simulated machine: it sees time pass as it sleeps and
     * is charged, and nobody else does.
     */
    Spent aside(Runnable work) {
        Aside own = new Aside();
        aside = own;
        try {
            work.run();
        } finally {
            aside = null;
        }
        return new Spent(own.chargedNanos, own.sleptNanos);
    }

    /**
     * Lets time pass and runs what is due meanwhile, each at its instant.
     *
     * @throws IllegalStateException from inside a scheduled action: it happens at one instant
     */
    public void advance(long nanos) {
        if (nanos > 0) {
            runUntil(nowNanos + nanos);
        }
    }

    /**
     * Runs {@code action} when time reaches {@code atNanos}; an instant in the past is due at the
     * next move of the clock. Actions of one instant run in the order in which they were scheduled.
     */
    public void schedule(long atNanos, Runnable action) {
        events.add(new Event(atNanos, sequence++, action));
    }

    /**
     * Jumps to the next scheduled instant and runs all that is due then, or to {@code limitNanos}
     * if nothing is scheduled before it.
     *
     * @return whether anything ran
     */
    public boolean advanceToNext(long limitNanos) {
        Event next = events.peek();
        if (next == null || next.atNanos - limitNanos > 0) {
            runUntil(limitNanos);
            return false;
        }
        runUntil(next.atNanos - nowNanos > 0 ? next.atNanos : nowNanos);
        return true;
    }

    /** Whether anything is still going to happen by itself. */
    public boolean hasScheduled() {
        return !events.isEmpty();
    }

    /** Whether nothing happens by itself up to and including this instant. */
    boolean isQuietUntil(long atNanos) {
        Event next = events.peek();
        return next == null || next.atNanos - atNanos > 0;
    }

    /** The present instant for what is part of the simulation: looking at it costs nothing. */
    long instantNanos() {
        return nowNanos;
    }

    private long origin() {
        return originNanos;
    }

    private void runUntil(long targetNanos) {
        if (moving) {
            throw new IllegalStateException("a scheduled action cannot let time pass");
        }
        moving = true;
        try {
            Event next = events.peek();
            while (next != null && next.atNanos - targetNanos <= 0) {
                events.remove();
                if (next.atNanos - nowNanos > 0) {
                    nowNanos = next.atNanos;
                }
                next.action.run();
                next = events.peek();
            }
            if (targetNanos - nowNanos > 0) {
                nowNanos = targetNanos;
            }
        } finally {
            moving = false;
        }
    }
}
