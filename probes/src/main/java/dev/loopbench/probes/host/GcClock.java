package dev.loopbench.probes.host;

import dev.loopbench.loopcore.clock.NanoClock;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

/**
 * Where the instants of the JVM's collections lie on the loop's clock. The JVM tells them in whole
 * milliseconds since the end of its own start, as {@code GcInfo.getStartTime} says; that zero is
 * neither the one of {@code RuntimeMXBean.getUptime}, which lies 10 to 100 ms before it, nor that
 * of the loop's clock. It is the instant that {@code RuntimeMXBean.getStartTime} tells on the wall
 * clock (HotSpot, {@code Management::record_vm_init_completed}).
 *
 * <p>What is known of the zero is a stretch of time in which it lies: a millisecond by the wall
 * clock, less by each collection of which is known between which instants it took place. Confined
 * to one thread at a time. Nanoseconds of the loop's clock.
 */
final class GcClock {

    private static final long MILLISECOND_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private long zeroFromNanos;
    private long zeroWithinNanos;

    /** The zero lies within {@code zeroWithinNanos} after {@code zeroFromNanos}. */
    GcClock(long zeroFromNanos, long zeroWithinNanos) {
        this.zeroFromNanos = zeroFromNanos;
        this.zeroWithinNanos = zeroWithinNanos;
    }

    /** Of this JVM, by the wall clock. */
    static GcClock ofThisJvm(NanoClock clock) {
        Instant zero = Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        long beforeNanos = clock.nanoTime();
        long sinceNanos = ChronoUnit.NANOS.between(zero, Clock.systemUTC().instant());
        long readNanos = clock.nanoTime() - beforeNanos;
        return new GcClock(beforeNanos - sinceNanos, readNanos + MILLISECOND_NANOS);
    }

    /**
     * A collection of which is known that it lies between two instants narrows down where the zero
     * is. Where the wall clock contradicts it, that was set since the JVM started: then it counts
     * alone.
     */
    void narrow(long fromNanos, long toNanos, long startMillis, long durationMillis) {
        long earliest = fromNanos - nanos(startMillis) - MILLISECOND_NANOS;
        long latest = toNanos - nanos(startMillis + durationMillis);
        long from = Math.max(0, earliest - zeroFromNanos);
        long to = Math.min(zeroWithinNanos, latest - zeroFromNanos);
        if (from <= to) {
            zeroFromNanos += from;
            zeroWithinNanos = to - from;
        } else {
            zeroFromNanos = earliest;
            zeroWithinNanos = Math.max(0, latest - earliest);
        }
    }

    /** The middle of where an instant may lie that the JVM tells as {@code millis}. */
    long instantNanos(long millis) {
        return zeroFromNanos + (zeroWithinNanos + MILLISECOND_NANOS) / 2 + nanos(millis);
    }

    /** How far, at most, an instant may lie from {@link #instantNanos}. */
    long errorNanos() {
        return (zeroWithinNanos + MILLISECOND_NANOS) / 2;
    }

    private static long nanos(long millis) {
        return millis * MILLISECOND_NANOS;
    }
}
