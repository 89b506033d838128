package dev.loopbench.probes.inspector;

import dev.loopbench.loopcore.clock.NanoClock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * V8's sampling profiler in a process, from its start to its end. Confined to one thread, which
 * waits.
 *
 * <p>Starting stops the process's loop for 10 to 60 ms, and half a second where the heap is large.
 */
public final class CpuProfiler implements AutoCloseable {

    private final Inspector inspector;
    private final long askedNanos;
    private final long startedNanos;
    private boolean running = true;

    private CpuProfiler(Inspector inspector, long askedNanos, long startedNanos) {
        this.inspector = inspector;
        this.askedNanos = askedNanos;
        this.startedNanos = startedNanos;
    }

    /**
     * Starts to sample.
     *
     * @param interval between two samples, at least a microsecond; 5 ms cost a busy process a
     *     percent of its CPU time
     * @throws InspectorException if the process does not answer; then nothing is left running
     */
    public static CpuProfiler start(Inspector inspector, Duration interval, NanoClock clock)
            throws InspectorException {
        long micros = TimeUnit.NANOSECONDS.toMicros(interval.toNanos());
        long askedNanos = clock.nanoTime();
        try {
            inspector.call("Profiler.enable", Map.of());
            inspector.call("Profiler.setSamplingInterval", Map.of("interval", micros));
            inspector.call("Profiler.start", Map.of());
            // Functions compiled before would have no name, and inlined ones their caller's: this
            // makes V8 compile them anew.
            inspector.call(
                    "Profiler.startPreciseCoverage", Map.of("callCount", true, "detailed", false));
            inspector.call("Profiler.stopPreciseCoverage", Map.of());
            return new CpuProfiler(inspector, askedNanos, clock.nanoTime());
        } catch (InspectorException failure) {
            disable(inspector, failure);
            throw failure;
        }
    }

    /** Of our clock: from here to {@link #startedNanos} a stall of the process is our doing. */
    public long askedNanos() {
        return askedNanos;
    }

    /** Of our clock, when the process was left to itself again. */
    public long startedNanos() {
        return startedNanos;
    }

    /**
     * Ends the sampling.
     *
     * @throws InspectorException if the process does not answer, or not with a profile
     * @throws IllegalStateException if it has ended already
     */
    public CpuProfile stop() throws InspectorException {
        if (!running) {
            throw new IllegalStateException("the profiler has been stopped");
        }
        running = false;
        try {
            return CpuProfile.of(inspector.call("Profiler.stop", Map.of()).path("profile"));
        } finally {
            disable(inspector, null);
        }
    }

    /** Ends the sampling where {@link #stop} has not, and drops the samples. */
    @Override
    public void close() {
        if (running) {
            running = false;
            disable(inspector, null);
        }
    }

    private static void disable(Inspector inspector, @Nullable Exception reason) {
        try {
            inspector.send("Profiler.disable", Map.of());
        } catch (InspectorException gone) {
            // The profiler ends with the session.
            if (reason != null) {
                reason.addSuppressed(gone);
            }
        }
    }
}
