package dev.loopbench.probes.phase;

import dev.loopbench.loopcore.Phase;
import dev.loopbench.probes.latency.Histograms;
import dev.loopbench.probes.latency.LatencyRecorder;
import dev.loopbench.probes.result.Loop;
import org.jspecify.annotations.Nullable;

/**
 * Time and callbacks of one phase, over the window and within the present busy period.
 *
 * <p>Single writer (the loop thread); read after the window is closed. Nanoseconds.
 */
final class PhaseTime {

    private final LatencyRecorder durations = new LatencyRecorder();
    private long totalNanos;
    private long callbacks;
    private long periodNanos;
    private boolean ranInPeriod;
    private long slowestNanos;
    private long slowestAtNanos;
    private @Nullable String slowestLabel;

    void reset() {
        durations.reset();
        totalNanos = 0;
        callbacks = 0;
        slowestLabel = null;
        startPeriod();
    }

    void startPeriod() {
        periodNanos = 0;
        ranInPeriod = false;
    }

    void add(int count, long nanos) {
        totalNanos += nanos;
        callbacks += count;
        periodNanos += nanos;
        ranInPeriod = true;
    }

    void callback(String label, long startNanos, long nanos) {
        if (slowestLabel == null || nanos > slowestNanos) {
            slowestNanos = nanos;
            slowestAtNanos = startNanos;
            slowestLabel = label;
        }
    }

    void endPeriod() {
        if (ranInPeriod) {
            durations.record(periodNanos);
        }
    }

    long totalNanos() {
        return totalNanos;
    }

    /** Within the present busy period; -1 if it was not reported in it. */
    long periodNanos() {
        return ranInPeriod ? periodNanos : -1;
    }

    Loop.PhaseTime toResult(Phase phase, long originNanos, long busyNanos) {
        String label = slowestLabel;
        return new Loop.PhaseTime(
                PhaseNames.of(phase),
                callbacks,
                totalNanos,
                busyNanos > 0 ? (double) totalNanos / busyNanos : 0.0,
                Histograms.orNull(durations),
                label == null
                        ? null
                        : new Loop.Slowest(label, slowestNanos, slowestAtNanos - originNanos));
    }
}
