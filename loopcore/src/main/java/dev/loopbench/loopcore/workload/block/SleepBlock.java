package dev.loopbench.loopcore.workload.block;

import dev.loopbench.loopcore.clock.NanoClock;

/** A blocking call that uses no CPU. Immutable. */
record SleepBlock() implements BlockType {

    @Override
    public String name() {
        return "sleep";
    }

    @Override
    public String summary() {
        return "a blocking call that waits and uses no CPU";
    }

    @Override
    public Hold create(NanoClock clock, Extent extent) {
        requireExtent(extent);
        long forNanos = ((Extent.Lasting) extent).nanos();
        return () -> sleepOnLoop(clock, forNanos);
    }

    private static void sleepOnLoop(NanoClock clock, long forNanos) {
        clock.sleep(forNanos);
    }
}
