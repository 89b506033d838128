package dev.loopbench.probes.phase;

import java.util.concurrent.TimeUnit;

/**
 * Reads the loop thread's counters around busy periods, so that of a stall the differences are
 * known.
 *
 * <p>Confined to the loop thread; allocates nothing. Readings cost system calls, so a busy period
 * begins with the last ones unless those are too old: what is told of a stall may reach back before
 * it by so much, and no more.
 */
final class StallMeter {

    /** CPU time and run delay: 2.5 µs, so one part in four hundred. */
    private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** The files that take longer: one part in a thousand. */
    private static final long SLOW_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ThreadMeter meter;
    private boolean read;
    private long readAtNanos;
    private long slowAtNanos;
    private long switchesAtNanos;
    private long pollsSinceSwitches;

    // Before the stall, and after it the difference.
    private long cpuFromNanos;
    private long runDelayFromNanos;
    private long throttledFromNanos;
    private long switchesFrom;

    private long cpuNanos;
    private long runDelayNanos;
    private long throttledNanos;
    private long switches;

    StallMeter(ThreadMeter meter) {
        this.meter = meter;
    }

    /** Forgets all readings. */
    void reset() {
        read = false;
    }

    /** A busy period begins. */
    void begin(long nowNanos) {
        pollsSinceSwitches++;
        if (read && nowNanos - readAtNanos < PERIOD_NANOS) {
            return;
        }
        cpuFromNanos = meter.cpuNanos();
        runDelayFromNanos = meter.runDelayNanos();
        readAtNanos = nowNanos;
        if (!read || nowNanos - slowAtNanos >= SLOW_PERIOD_NANOS) {
            throttledFromNanos = meter.throttledNanos();
            slowAtNanos = nowNanos;
        }
        if (!read) {
            readSwitches(nowNanos);
        }
        read = true;
    }

    /** A busy period that is no stall has ended: what is read now delays the poll, not the loop. */
    void end(long nowNanos) {
        if (nowNanos - switchesAtNanos >= SLOW_PERIOD_NANOS) {
            readSwitches(nowNanos);
        }
    }

    /** A stall has ended. */
    void endStall(long nowNanos) {
        long cpuToNanos = meter.cpuNanos();
        long runDelayToNanos = meter.runDelayNanos();
        long throttledToNanos = meter.throttledNanos();
        long switchesTo = meter.voluntarySwitches();
        cpuNanos = difference(cpuFromNanos, cpuToNanos);
        runDelayNanos = difference(runDelayFromNanos, runDelayToNanos);
        throttledNanos = difference(throttledFromNanos, throttledToNanos);
        long gaveUp = difference(switchesFrom, switchesTo);
        // Each poll since the reading may have given the core up once.
        switches = gaveUp < 0 ? gaveUp : Math.max(0, gaveUp - pollsSinceSwitches);
        cpuFromNanos = cpuToNanos;
        runDelayFromNanos = runDelayToNanos;
        throttledFromNanos = throttledToNanos;
        switchesFrom = switchesTo;
        readAtNanos = nowNanos;
        slowAtNanos = nowNanos;
        switchesAtNanos = nowNanos;
        pollsSinceSwitches = 0;
    }

    /** In the last stall, as are the others; {@link ThreadMeter#NOT_MEASURED} if not told. */
    long cpuNanos() {
        return cpuNanos;
    }

    long runDelayNanos() {
        return runDelayNanos;
    }

    long throttledNanos() {
        return throttledNanos;
    }

    /** Voluntary ones, at least. */
    long switches() {
        return switches;
    }

    private void readSwitches(long nowNanos) {
        switchesFrom = meter.voluntarySwitches();
        switchesAtNanos = nowNanos;
        pollsSinceSwitches = 0;
    }

    private static long difference(long from, long to) {
        boolean measured = from != ThreadMeter.NOT_MEASURED && to != ThreadMeter.NOT_MEASURED;
        return measured ? Math.max(0, to - from) : ThreadMeter.NOT_MEASURED;
    }
}
