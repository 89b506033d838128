package dev.loopbench.probes.session;

import dev.loopbench.loopcore.sim.VirtualClock;
import dev.loopbench.probes.host.Disturbances;
import dev.loopbench.probes.host.SimulatedHost;
import dev.loopbench.probes.phase.LoopActivity;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import dev.loopbench.probes.result.Memory;
import dev.loopbench.probes.result.Timeline;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The simulated machine around a run. Confined to the loop thread. */
final class SimulatedSurroundings implements Surroundings {

    private final VirtualClock clock;
    private final SimulatedHost host;
    private final long seed;

    /** The busy periods in which the loop thread slept. */
    private final Set<Long> sleptIn = new HashSet<>();

    SimulatedSurroundings(VirtualClock clock, SimulatedHost host, long seed) {
        this.clock = clock;
        this.host = host;
        this.seed = seed;
    }

    @Override
    public String runId() {
        return "simulated-" + seed;
    }

    @Override
    public String wallTime() {
        return Instant.EPOCH.toString();
    }

    @Override
    public ThreadMeter loopMeter() {
        return host.loopMeter();
    }

    @Override
    public void settle() {}

    @Override
    public @Nullable Double calibrate() {
        return null;
    }

    @Override
    public void open(Instruments instruments) {
        LoopActivity activity = instruments.phases().activity();
        clock.whenLoopSleeps(() -> sleptIn.add(activity.state()));
        host.open(clock.nanoTime());
    }

    @Override
    public void shut(long nowNanos) {
        host.close(nowNanos);
    }

    @Override
    public void catchUp() {}

    @Override
    public Environment environment() {
        return host.environment();
    }

    @Override
    public Host host() {
        return host.host();
    }

    @Override
    public Disturbances disturbances(long originNanos) {
        return host.disturbances();
    }

    @Override
    public Memory memory(Memory.Held held) {
        return SimulatedHost.memory(held);
    }

    @Override
    public @Nullable List<Timeline.MemorySample> memorySamples(long originNanos) {
        return null;
    }

    @Override
    public StallStacks stacks() {
        return state ->
                StallStacks.Sample.missing(
                        SimulatedHost.REASON,
                        sleptIn.contains(state)
                                ? StallStacks.Seen.WAITING
                                : StallStacks.Seen.RUNNABLE);
    }

    @Override
    public PauseOverlap pauses() {
        return host.pauses();
    }

    @Override
    public void close() {}
}
