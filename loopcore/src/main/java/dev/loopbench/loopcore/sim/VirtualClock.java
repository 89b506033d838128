package dev.loopbench.loopcore.sim;

import dev.loopbench.loopcore.clock.NanoClock;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Time that moves only when told: by {@link #advance}, by a simulated sleep, or by a fixed cost for
 * each reading. What is scheduled runs at its instant while time moves past it.
 *
 * <p>Confined to one thread.
 */
public final class VirtualClock implements NanoClock {

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
        if (readCostNanos > 0 && !moving) {
            advance(readCostNanos);
        }
        return nowNanos;
    }

    @Override
    public void sleep(long nanos) {
        advance(nanos);
    }

    @Override
    public void charge(long nanos) {
        advance(nanos);
    }

    /**
     * Lets time pass and runs what is due meanwhile, each at its instant.
     *
     * @throws IllegalStateException from inside a scheduled action: it happens at one instant
     */
    public void advance(long nanos) {
        if (moving) {
            throw new IllegalStateException("a scheduled action cannot let time pass");
        }
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

    /** The present instant for what is part of the simulation: looking at it costs nothing. */
    long instantNanos() {
        return nowNanos;
    }

    private long origin() {
        return originNanos;
    }

    private void runUntil(long targetNanos) {
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
