package dev.loopbench.probes.host;

import dev.loopbench.probes.result.Timeline;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;

/**
 * What the machine did in the course of a run: throttling, steal and the loop thread's wait for a
 * core, every 100 ms or more.
 *
 * <p>Handed over from thread to thread: {@link #open} on the loop thread, then {@link #look} on the
 * thread that observes it, then {@link #close} when that has ended. A look that is due reads three
 * small files, some tens of microseconds. The kernel counts a wait for a core, and a cgroup's
 * throttled time, when it is over: one in progress at a look is in the next stretch.
 */
public final class HostCourse {

    static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Reading<Long> NOT_READ = Reading.missing("not read");

    private record Counters(
            Reading<Long> throttled, Reading<StealProbe.Ticks> ticks, Reading<Long> runDelay) {}

    private final ProcFiles files;
    private final CgroupProbe cgroup;
    private final StealProbe steal;
    private ThreadFiles loopThread;
    private HostSeries series = new HostSeries();
    private Counters last = new Counters(NOT_READ, Reading.missing("not read"), NOT_READ);
    private long lastNanos;

    public HostCourse(ProcFiles files) {
        this.files = files;
        cgroup = new CgroupProbe(files);
        steal = new StealProbe(files);
        loopThread = ThreadFiles.ofCurrentThread(files);
    }

    /** Starts a window from zero. On the loop thread. */
    public void open(long nowNanos) {
        loopThread = ThreadFiles.ofCurrentThread(files);
        series = new HostSeries();
        lastNanos = nowNanos;
        last = read();
    }

    /** Reads the counters where that is due. */
    public void look(long nowNanos) {
        if (nowNanos - lastNanos >= PERIOD_NANOS) {
            take(nowNanos);
        }
    }

    /** Ends the window: a last stretch up to here, which joins the one before if it is short. */
    public void close(long nowNanos) {
        if (nowNanos - lastNanos < PERIOD_NANOS / 2) {
            series.extendLast();
        }
        if (nowNanos - lastNanos > 0) {
            take(nowNanos);
        }
    }

    /**
     * By begin, from the origin on; reasons for what is missing in any of them go to {@code
     * unavailable}.
     */
    List<Timeline.HostSample> samples(long originNanos, SortedMap<String, String> unavailable) {
        List<Timeline.HostSample> samples = series.toResult(originNanos);
        for (Timeline.HostSample sample : samples) {
            if (sample.throttledNanos() == null) {
                unavailable.put("host.throttledNanos", reason(last.throttled));
            }
            if (sample.stealShare() == null) {
                unavailable.put("host.stealShare", reason(last.ticks));
            }
            if (sample.loopRunDelayNanos() == null) {
                unavailable.put("host.loopRunDelayNanos", reason(last.runDelay));
            }
        }
        return samples;
    }

    private void take(long nowNanos) {
        Counters now = read();
        Reading<StealProbe.Ticks> ticks = last.ticks.with(now.ticks, StealProbe.Ticks::to);
        series.add(
                lastNanos,
                nowNanos - lastNanos,
                difference(last.throttled, now.throttled),
                orUnknown(ticks.map(StealProbe.Ticks::steal)),
                orUnknown(ticks.map(StealProbe.Ticks::total)),
                difference(last.runDelay, now.runDelay));
        last = now;
        lastNanos = nowNanos;
    }

    private Counters read() {
        return new Counters(cgroup.throttledSoFar(), steal.read(), loopThread.runDelay());
    }

    private static long difference(Reading<Long> from, Reading<Long> to) {
        return orUnknown(from.with(to, (before, after) -> after - before));
    }

    /** A counter that went backwards tells nothing either. */
    private static long orUnknown(Reading<Long> difference) {
        Long value = difference.value();
        return value == null || value < 0 ? HostSeries.UNKNOWN : value;
    }

    private static String reason(Reading<?> reading) {
        String reason = reading.reason();
        return reason == null ? "some stretches were too short or not read" : reason;
    }
}
