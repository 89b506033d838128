package dev.loopbench.loopcore.workload.cost;

import dev.loopbench.loopcore.clock.NanoClock;
import dev.loopbench.loopcore.workload.WorkloadException;
import dev.loopbench.loopcore.workload.WrongResultException;
import dev.loopbench.loopcore.workload.block.BlockType;
import dev.loopbench.loopcore.workload.block.Extent;
import dev.loopbench.loopcore.workload.block.Hold;
import org.jspecify.annotations.Nullable;

/** Work that a callback of a workload does on the loop, maybe none. Confined to the loop thread. */
public final class CallbackCost implements AutoCloseable {

    /** What the user asked for, which may contradict itself. */
    @FunctionalInterface
    interface Asked<T> {

        /** Null for nothing. */
        @Nullable T get() throws WorkloadException;
    }

    private final BlockType type;
    private final Asked<Extent> asked;
    private @Nullable Hold hold;

    CallbackCost(BlockType type, Asked<Extent> asked) {
        this.type = type;
        this.asked = asked;
    }

    /**
     * As {@link Hold#prepare}.
     *
     * @throws WorkloadException also if what the user asked for contradicts itself
     */
    public void prepare(NanoClock clock) throws WrongResultException, WorkloadException {
        Extent extent = asked.get();
        if (extent == null) {
            return;
        }
        try {
            hold = type.create(clock, extent);
        } catch (IllegalArgumentException noSize) {
            throw new WorkloadException(
                    "%s: %s, %s", Costs.COST_SIZE, String.valueOf(noSize.getMessage()), Costs.COST);
        }
        hold.prepare();
    }

    /** Holds the loop; nothing where it costs nothing. */
    public void pay() {
        if (hold != null) {
            hold.hold();
        }
    }

    /** What a callback is called that costs this: {@code timer (json)}; itself if it is free. */
    public String label(String callback) {
        return hold == null ? callback : callback + " (" + type.name() + ")";
    }

    @Override
    public void close() {
        if (hold != null) {
            hold.close();
        }
    }
}
