package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.CpuClock;
import dev.loopbench.loopcore.clock.NanoClock;

/**
 * CPU work that does nothing: so much CPU time each, which takes longer where the cores are shared,
 * as real work does. Immutable.
 */
record SpinBlock(CpuClock cpuClock) implements BlockType {

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String summary() {
        return "a busy loop: CPU work";
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        requireExtent(extent);
        long forNanos = ((Extent.Lasting) extent).nanos();
        return () -> spin(clock, forNanos);
    }

    /** Its name is what stacks show. */
    private void spin(NanoClock clock, long forNanos) {
        cpuClock.spin(clock, forNanos);
    }
}
