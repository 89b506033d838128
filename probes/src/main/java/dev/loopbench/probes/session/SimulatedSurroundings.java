package dev.loopbench.probes.session;

import dev.loopbench.probes.host.Disturbances;
import dev.loopbench.probes.host.SimulatedHost;
import dev.loopbench.probes.phase.PauseOverlap;
import dev.loopbench.probes.phase.StallStacks;
import dev.loopbench.probes.phase.ThreadMeter;
import dev.loopbench.probes.result.Environment;
import dev.loopbench.probes.result.Host;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The simulated machine: nothing disturbs it and nothing can be read from it. Immutable. */
record SimulatedSurroundings(Machine machine, long seed) implements Surroundings {

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
        return SimulatedHost.loopMeter();
    }

    @Override
    public void settle() {}

    @Override
    public @Nullable Double calibrate() {
        return null;
    }

    @Override
    public void open(Instruments instruments) {}

    @Override
    public void shut(long nowNanos) {}

    @Override
    public Environment environment() {
        return SimulatedHost.environment(Machine.SIMULATED_CORES, machine.poller().name());
    }

    @Override
    public Host host() {
        return SimulatedHost.host();
    }

    @Override
    public Disturbances disturbances() {
        return SimulatedHost.disturbances();
    }

    @Override
    public StallStacks stacks() {
        return StallStacks.none(SimulatedHost.REASON);
    }

    @Override
    public PauseOverlap pauses() {
        return (fromNanos, toNanos) -> 0L;
    }

    @Override
    public void close() {}
}
