package dev.loopbench.probes.session;

import dev.loopbench.probes.host.Disturbances;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Timeline;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What lies around the loop and is watched with it: the machine, the JVM, and where the loop thread
 * stands while it is stuck. Opened and closed on the loop thread; read after that.
 */
interface Surroundings extends AutoCloseable {

    /** Tells this run from all others. */
    String runId();

    /** ISO-8601 instant in UTC. */
    String wallTime();

    /** Counters of the loop thread, for the stalls. */
    ThreadMeter loopMeter();

    /** Puts what is past out of the way of the run that begins now. */
    void settle();

    /** What one observed event costs here, in nanoseconds; null where that cannot be told. */
    @Nullable Double calibrate();

    /** Starts a window from zero. */
    void open(Instruments instruments);

    /** Ends the window; {@code nowNanos} is its last instant. */
    void shut(long nowNanos);

    /** Waits a moment for what is told late of the closed window. */
    void catchUp();

    Environment environment();

    Host host();

    /** Offsets from {@code originNanos}. */
    Disturbances disturbances(long originNanos);

    /** Memory in the closed window, beside what is known of the work itself. */
    Memory memory(Memory.Held held);

    /** Offsets from {@code originNanos}; null where nobody looked. */
    @Nullable List<Timeline.MemorySample> memorySamples(long originNanos);

    StallStacks stacks();

    PauseOverlap pauses();

    /** Lets go of the machine. */
    @Override
    void close();
}
